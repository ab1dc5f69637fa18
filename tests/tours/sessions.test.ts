import { describe, expect, it } from 'vitest'
import { closedDaysOf, sessionsOf } from '../../server/tours/sessions.ts'
import { PlanCentre, PlanUnit } from '../../shared/plan.ts'
import { LocalDate, MinuteOfDay } from '../../shared/time.ts'

const day = (text: string) => LocalDate.parse(text)
const at = (hour: number, minute = 0) => MinuteOfDay.parse(hour * 60 + minute)
const none: ReadonlySet<LocalDate> = new Set()

const unit = PlanUnit.parse({
  id: 'unit',
  name: 'Unité',
  depot: [-0.57, 44.84],
  sessionTemplate: {
    spans: [
      { start: at(9), end: at(12, 30) },
      { start: at(14), end: at(17, 30) },
    ],
    firstDayFrom: at(10, 30),
    lastDayUntil: at(16),
  },
})

/** Le Mas-d'Agenais as published: Monday mornings from 10:00, no afternoon on Thursdays, closed on Sundays. */
const leMas = PlanCentre.parse({
  id: 'le-mas',
  name: 'Le Mas-d’Agenais',
  department: '47',
  lngLat: [0.2, 44.4],
  opening: [
    { dayOfWeek: 1, span: { start: at(10), end: at(13) } },
    { dayOfWeek: 1, span: { start: at(14, 30), end: at(19, 30) } },
    ...[2, 3, 5].flatMap((dayOfWeek) => [
      { dayOfWeek, span: { start: at(9), end: at(13) } },
      { dayOfWeek, span: { start: at(14, 30), end: at(19, 30) } },
    ]),
    { dayOfWeek: 4, span: { start: at(9), end: at(13) } },
    { dayOfWeek: 6, span: { start: at(9), end: at(12) } },
  ],
})
const pilot = { firstDay: day('2026-02-04'), lastDay: day('2026-02-06') }

describe('sessions of a stop', () => {
  it('start after set-up, end before tear-down, and leave out the afternoon the centre is closed', () => {
    expect(sessionsOf(pilot, unit, leMas, none)).toEqual([
      { date: '2026-02-04', start: at(10, 30), end: at(12, 30) },
      { date: '2026-02-04', start: at(14, 30), end: at(17, 30) },
      { date: '2026-02-05', start: at(9), end: at(12, 30) },
      { date: '2026-02-06', start: at(9), end: at(12, 30) },
      { date: '2026-02-06', start: at(14, 30), end: at(16) },
    ])
  })

  it('drop what is left shorter than one slot', () => {
    const late = { ...unit, sessionTemplate: { ...unit.sessionTemplate, firstDayFrom: at(12, 15) } }
    const sessions = sessionsOf({ firstDay: pilot.firstDay, lastDay: pilot.firstDay }, late, leMas, none)
    expect(sessions.map((session) => session.start)).toEqual([at(14, 30)])
  })

  it('are none on a public holiday, unless the centre opens on it', () => {
    const easterMonday = { firstDay: day('2026-04-06'), lastDay: day('2026-04-06') }
    const holidays = new Set([day('2026-04-06')])
    expect(sessionsOf(easterMonday, unit, leMas, holidays)).toEqual([])
    expect(closedDaysOf(easterMonday, unit, leMas, holidays)).toEqual([
      { date: '2026-04-06', reason: 'public_holiday' },
    ])
    expect(sessionsOf(easterMonday, unit, { ...leMas, opensOnPublicHolidays: true }, holidays)).not.toEqual([])
  })
})

describe('closed days of a stop', () => {
  it('say why: the unit does not work, the centre is closed that week, or its hours leave nothing', () => {
    const overWeekend = { firstDay: day('2026-02-06'), lastDay: day('2026-02-07') }
    expect(closedDaysOf(overWeekend, unit, leMas, none)).toEqual([{ date: '2026-02-07', reason: 'unit_off' }])
    const away = { ...leMas, closed: [{ from: day('2026-02-05'), to: day('2026-02-05') }] }
    expect(closedDaysOf(pilot, unit, away, none)).toEqual([{ date: '2026-02-05', reason: 'closed_period' }])
    const noThursday = { ...leMas, opening: leMas.opening.filter((hours) => hours.dayOfWeek !== 4) }
    expect(closedDaysOf(pilot, unit, noThursday, none)).toEqual([{ date: '2026-02-05', reason: 'outside_hours' }])
  })

  it('are none in the pilot stop', () => {
    expect(closedDaysOf(pilot, unit, leMas, none)).toEqual([])
  })
})
