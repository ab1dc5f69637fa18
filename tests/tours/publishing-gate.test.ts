import { describe, expect, it } from 'vitest'
import { type GatedStop, publishingObstacles } from '../../server/tours/publishing-gate.ts'
import type { TourFrame } from '../../server/tours/stop-rules.ts'
import { DepartmentCode } from '../../shared/geo.ts'
import { HostCentreId, StopId } from '../../shared/ids.ts'
import { LocalDate } from '../../shared/time.ts'

const day = (text: string) => LocalDate.parse(text)
const frame = { horizon: { from: day('2026-02-01'), to: day('2026-04-30') }, outOfService: [], promised: [] }
const creuse = DepartmentCode.parse('23')
const authorised = {
  name: 'Dr Exemple',
  authorisations: [{ department: creuse, state: 'granted' as const, from: null, to: null }],
}

const ready: GatedStop = {
  stopId: StopId.parse('00000000-0000-4000-8000-000000000001'),
  centreId: HostCentreId.parse('00000000-0000-4000-8000-000000000002'),
  centreName: 'Bellegarde-en-Marche',
  department: creuse,
  state: 'planned',
  host: { standing: 'accepted', required: true, reason: null },
  firstDay: day('2026-04-08'),
  lastDay: day('2026-04-09'),
  closedDays: [],
  sessionCount: 4,
  road: { reachable: true, fits: true, driveSeconds: 9000, metres: 150_000 },
  revisitDays: 42,
  elsewhere: [],
  roster: [
    { date: day('2026-04-08'), specialists: [authorised] },
    { date: day('2026-04-09'), specialists: [authorised] },
  ],
  checklist: [{ item: 'pitch', state: 'amber' }],
  patientsPastDeadline: 0,
}
const other: GatedStop = {
  ...ready,
  stopId: StopId.parse('00000000-0000-4000-8000-000000000003'),
  centreId: HostCentreId.parse('00000000-0000-4000-8000-000000000004'),
  centreName: 'Ajain',
}

function codes(stops: GatedStop[], within: TourFrame = frame): string[] {
  return publishingObstacles(stops, within).map((obstacle) => obstacle.code)
}

describe('the publishing gate', () => {
  it('lets a staffed, authorised, open stop through, amber points included', () => {
    expect(codes([ready])).toEqual([])
  })

  it('refuses a tour without a stop', () => {
    expect(codes([])).toEqual(['no_stop'])
  })

  it.each([
    ['a centre that has not answered', 'planned', 'awaiting', true, ['host_not_confirmed']],
    ['a centre that agreed to other days', 'planned', 'outdated', true, ['host_not_confirmed']],
    ['a centre that refused', 'planned', 'declined', true, ['host_not_confirmed']],
    ['nothing where agreement is not asked for', 'planned', 'declined', false, []],
    ['a published stop refused since', 'published', 'declined', true, ['host_not_confirmed']],
    ['nothing at a published stop not answered about', 'published', 'outdated', true, []],
    ['nothing once the stop has begun', 'running', 'declined', true, []],
  ] as const)('is held back by %s', (_, state, standing, required, expected) => {
    expect(codes([{ ...ready, state, host: { standing, required, reason: null } }])).toEqual(expected)
  })

  it('says why a centre refused', () => {
    const host = { standing: 'declined' as const, required: true, reason: 'marché ce jour-là' }
    const [obstacle] = publishingObstacles([{ ...ready, host }], frame)
    expect(obstacle?.facts).toEqual({ standing: 'declined', reason: 'marché ce jour-là' })
  })

  it('names the days to be staffed', () => {
    const roster = [ready.roster[0]!, { date: day('2026-04-09'), specialists: [] }]
    const [obstacle] = publishingObstacles([{ ...ready, roster }], frame)
    expect(obstacle).toMatchObject({ code: 'to_be_staffed', dates: ['2026-04-09'], centreName: ready.centreName })
  })

  it('names the specialist without authorisation, once, with every day concerned', () => {
    const elsewhere = { ...authorised, authorisations: [] }
    const roster = ready.roster.map(({ date }) => ({ date, specialists: [elsewhere] }))
    expect(publishingObstacles([{ ...ready, roster }], frame)).toEqual([
      {
        code: 'authorisation_missing',
        stopId: ready.stopId,
        centreName: ready.centreName,
        dates: ['2026-04-08', '2026-04-09'],
        facts: { specialist: 'Dr Exemple', standing: 'missing', department: '23' },
      },
    ])
  })

  it('names each red point of the checklist', () => {
    const checklist = [
      { item: 'pitch', state: 'red' as const },
      { item: 'water', state: 'green' as const },
    ]
    expect(publishingObstacles([{ ...ready, checklist }], frame)[0]?.facts).toEqual({ item: 'pitch' })
  })

  it('counts patients who would pass their deadline', () => {
    expect(codes([{ ...ready, patientsPastDeadline: 2 }])).toEqual(['patients_past_deadline'])
  })

  it('refuses a closed day and a stop without any session', () => {
    expect(codes([{ ...ready, closedDays: [{ date: day('2026-04-08'), reason: 'public_holiday' }] }])).toEqual([
      'closed_day',
    ])
    expect(codes([{ ...ready, sessionCount: 0 }])).toEqual(['no_session'])
  })

  it('refuses two places at once, naming the other', () => {
    const obstacles = publishingObstacles(
      [ready, { ...other, firstDay: day('2026-04-09'), lastDay: day('2026-04-10') }],
      frame,
    )
    expect(obstacles).toHaveLength(1)
    expect(obstacles[0]).toMatchObject({
      code: 'overlap',
      centreName: 'Ajain',
      facts: { other: 'Bellegarde-en-Marche' },
    })
  })

  it('refuses days the unit has promised in another tour', () => {
    const promised = [{ firstDay: day('2026-04-07'), lastDay: day('2026-04-08'), centreName: 'Ajain' }]
    expect(publishingObstacles([ready], { ...frame, promised })[0]).toMatchObject({
      code: 'overlap',
      facts: { other: 'Ajain' },
    })
  })

  it('refuses a road that does not fit or does not exist', () => {
    expect(codes([{ ...ready, road: { reachable: true, fits: false, driveSeconds: 30_000, metres: 1 } }])).toEqual([
      'travel_does_not_fit',
    ])
    expect(codes([{ ...ready, road: { reachable: false } }])).toEqual(['unreachable'])
  })

  it('refuses days outside the horizon or while the unit is out of service', () => {
    expect(codes([{ ...ready, lastDay: day('2026-05-02') }])).toEqual(['outside_horizon'])
    const outOfService = [{ from: day('2026-04-09'), to: day('2026-04-20') }]
    expect(codes([ready], { ...frame, outOfService })).toEqual(['out_of_service'])
  })

  it('refuses a revisit too soon, in this tour or another, and two units at one centre', () => {
    const earlier = {
      firstDay: day('2026-03-10'),
      lastDay: day('2026-03-11'),
      unitName: 'Autre unité',
      sameSpecialty: true,
    }
    expect(codes([{ ...ready, elsewhere: [earlier] }])).toEqual(['revisit_too_soon'])
    // Another specialty comes when it likes, save on the same days.
    expect(codes([{ ...ready, elsewhere: [{ ...earlier, sameSpecialty: false }] }])).toEqual([])
    const sameTour = { ...ready, stopId: other.stopId, firstDay: day('2026-03-10'), lastDay: day('2026-03-11') }
    expect(codes([sameTour, ready])).toEqual(['revisit_too_soon'])
    const meeting = { ...earlier, firstDay: day('2026-04-09'), lastDay: day('2026-04-12') }
    expect(codes([{ ...ready, elsewhere: [meeting] }])).toEqual(['centre_met_by_other_unit'])
  })
})
