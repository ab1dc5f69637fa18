import { describe, expect, it } from 'vitest'
import { versionChanges } from '../../server/tours/version-changes.ts'
import { TourSnapshot } from '../../shared/tour.ts'

const specialist = { specialistId: '00000000-0000-4000-8000-0000000000aa', name: 'Dr Exemple' }
const menigoute = {
  stopId: '00000000-0000-4000-8000-000000000001',
  centreId: '00000000-0000-4000-8000-000000000002',
  centreName: 'Ménigoute',
  department: '79',
  firstDay: '2026-02-17',
  lastDay: '2026-02-18',
  sessions: [
    { date: '2026-02-17', start: 600, end: 750 },
    { date: '2026-02-18', start: 540, end: 750 },
  ],
  staffing: [{ date: '2026-02-17', specialists: [specialist] }],
}
const ajain = { ...menigoute, stopId: '00000000-0000-4000-8000-000000000003', centreName: 'Ajain', department: '23' }
const snapshot = (...stops: object[]) =>
  TourSnapshot.parse({ tourName: 'Tournée pilote', unitName: 'Mobil’Derm', stops })

describe('changes between two versions', () => {
  it('are none when nothing changed', () => {
    expect(versionChanges(snapshot(menigoute), snapshot(menigoute))).toEqual([])
  })

  it('list every stop of a first version as added', () => {
    expect(versionChanges(null, snapshot(menigoute))).toMatchObject([{ kind: 'stop_added', centreName: 'Ménigoute' }])
  })

  it('tell a moved stop from one added and one removed', () => {
    const moved = { ...menigoute, firstDay: '2026-03-17', lastDay: '2026-03-18', sessions: [], staffing: [] }
    const changes = versionChanges(snapshot(menigoute), snapshot(moved, ajain))
    expect(changes.map((change) => change.kind)).toEqual(['stop_added', 'stop_moved', 'specialist_left'])
    expect(versionChanges(snapshot(menigoute), snapshot(ajain)).map((change) => change.kind)).toEqual([
      'stop_removed',
      'stop_added',
    ])
  })

  it('tell a day whose hours changed and who joined or left it', () => {
    const changed = {
      ...menigoute,
      sessions: [menigoute.sessions[0], { date: '2026-02-18', start: 540, end: 960 }],
      staffing: [
        { date: '2026-02-17', specialists: [] },
        { date: '2026-02-18', specialists: [specialist] },
      ],
    }
    expect(versionChanges(snapshot(menigoute), snapshot(changed))).toEqual([
      { kind: 'specialist_left', centreName: 'Ménigoute', date: '2026-02-17', specialist: 'Dr Exemple' },
      { kind: 'hours_changed', centreName: 'Ménigoute', date: '2026-02-18', minutesBefore: 210, minutesAfter: 420 },
      { kind: 'specialist_joined', centreName: 'Ménigoute', date: '2026-02-18', specialist: 'Dr Exemple' },
    ])
  })

  it('name a new unit or title', () => {
    const renamed = TourSnapshot.parse({ tourName: 'Tournée d’hiver', unitName: 'Mobil’Derm 2', stops: [] })
    const kinds = versionChanges(snapshot(), renamed).map((change) => change.kind)
    expect(kinds).toEqual(['unit_changed', 'renamed'])
  })
})
