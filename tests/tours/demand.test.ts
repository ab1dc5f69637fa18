import { describe, expect, it } from 'vitest'
import { roadOf } from '../../server/tours/roads.ts'
import { demandOf, seenOver } from '../../server/tours/stop-demand.ts'
import { totalsOf } from '../../server/tours/tour-totals.ts'
import { DepartmentCode, InseeCode } from '../../shared/geo.ts'
import { HostCentreId } from '../../shared/ids.ts'
import { SessionTemplate } from '../../shared/plan.ts'
import { LocalDate } from '../../shared/time.ts'
import { DrivingPolicy } from '../../shared/unit.ts'

const day = (text: string) => LocalDate.parse(text)
const [near, far] = [InseeCode.parse('23020'), InseeCode.parse('23002')]
const group = (
  priorityClass: 'P1' | 'P2' | 'P3' | 'P4',
  count: number,
  deadline: string | null,
  communeInsee = near,
) => ({
  communeInsee,
  priorityClass,
  deadline: deadline === null ? null : day(deadline),
  reachMinutes: 30,
  count,
})
const stop = {
  firstDay: day('2026-04-08'),
  lastDay: day('2026-04-10'),
  places: 5,
  minutesFrom: new Map([
    [near, 12],
    [far, 40],
  ]),
}

describe('demand of a stop', () => {
  it('gives its places to the most urgent first, of those in time and within their own reach', () => {
    const waiting = [
      group('P1', 2, '2026-04-08'),
      group('P1', 4, '2026-04-07'),
      group('P3', 9, '2026-06-01'),
      group('P4', 1, null),
      group('P2', 7, '2026-05-01', far),
    ]
    expect(demandOf(waiting, stop)).toEqual([
      { priorityClass: 'P1', waiting: 6, inTime: 2, seen: 2 },
      { priorityClass: 'P2', waiting: 0, inTime: 0, seen: 0 },
      { priorityClass: 'P3', waiting: 9, inTime: 9, seen: 3 },
      { priorityClass: 'P4', waiting: 1, inTime: 1, seen: 0 },
    ])
  })

  it('counts each patient once over several stops', () => {
    const later = { ...stop, firstDay: day('2026-04-21'), lastDay: day('2026-04-22') }
    expect(seenOver([group('P3', 8, '2026-06-01')], [later, stop]).P3).toBe(8)
    expect(seenOver([group('P3', 8, '2026-04-10')], [later, stop]).P3).toBe(5)
  })
})

describe('totals of a tour', () => {
  it('count people within reach once however many stops reach them', () => {
    const measured = {
      ...stop,
      centreId: HostCentreId.parse('00000000-0000-4000-8000-000000000001'),
      centreName: 'Bellegarde-en-Marche',
      department: DepartmentCode.parse('23'),
      lngLat: [2.29, 45.98] as [number, number],
    }
    const people = { waiting: [], populationOf: () => 400, reachMinutes: 30 }
    const totals = totalsOf([measured, measured], people)
    expect(totals).toMatchObject({ stops: 2, days: 6, places: 10, population: 400 })
    expect(totalsOf([measured], { ...people, reachMinutes: 45 }).population).toBe(800)
  })
})

describe('the road to a stop', () => {
  const span = { start: 540, end: 1040 }
  const unit = {
    drivingPolicy: DrivingPolicy.parse({}),
    sessionTemplate: SessionTemplate.parse({ spans: [span], lastDayUntil: 960 }),
  }
  const hours = (count: number) => ({ seconds: count * 3600, metres: count * 70_000 })

  it('fits in the evening when it is short, and says when the crew arrives', () => {
    const road = roadOf(hours(1.5), unit, day('2026-04-08'), day('2026-04-09'))
    expect(road).toMatchObject({ fits: true, wholeDays: 0, arrivalMinute: 960 + 90 })
    expect(road.roadbook.breakSeconds).toBe(0)
  })

  it('needs a day of its own when it is long, with its breaks', () => {
    const tooSoon = roadOf(hours(6), unit, day('2026-04-08'), day('2026-04-09'))
    expect(tooSoon).toMatchObject({ fits: false, roadbook: { breakSeconds: 45 * 60 } })
    expect(roadOf(hours(6), unit, day('2026-04-08'), day('2026-04-10'))).toMatchObject({ fits: true, wholeDays: 1 })
    expect(roadOf(hours(6), unit, day('2026-04-11'), day('2026-04-13')).fits).toBe(false)
  })

  it('from the depot always fits: the crew leaves when it must', () => {
    expect(roadOf(hours(20), unit, null, day('2026-04-13')).fits).toBe(true)
  })
})
