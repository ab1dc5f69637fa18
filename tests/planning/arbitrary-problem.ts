import fc from 'fast-check'
import { addDays } from '../../shared/days.ts'
import type { PlanProblem, PlanProblemInput } from '../../shared/plan.ts'
import type { LocalDate } from '../../shared/time.ts'
import { countPlans } from './exhaustive-plan.ts'
import { aCentre, aCommune, aProblem, aSpecialist, aUnit } from './small-problem.ts'

const MONDAY = '2026-01-05' as LocalDate
const MOST_PLANS = 6_000

const rarely = <T>(usual: T, unusual: fc.Arbitrary<T>, times = 3): fc.Arbitrary<T> =>
  fc.oneof({ weight: times, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: unusual })

/** One of the given values, as the widest type they share. */
const oneOf = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom<T>(...values)
type Days = number[]
type Spans = { start: number; end: number }[]

/** A short range of days of the horizon. */
const someDays = (days: number) =>
  fc.record({ start: fc.nat(days), length: fc.integer({ min: 1, max: 6 }) }).map(({ start, length }) => ({
    from: addDays(MONDAY, start),
    to: addDays(MONDAY, start + length - 1),
  }))

const unit = (days: number) =>
  fc.record({
    rooms: fc.constantFrom(1, 2),
    outOfService: rarely(
      [] as PlanProblem['units'][number]['outOfService'],
      fc.array(someDays(days), { maxLength: 1 }),
    ),
    sessionTemplate: fc.record({
      spans: oneOf<Spans>(
        [{ start: 540, end: 600 }],
        [
          { start: 540, end: 600 },
          { start: 840, end: 900 },
        ],
      ),
      firstDayFrom: fc.constantFrom(0, 560, 800),
      lastDayUntil: fc.constantFrom(1440, 580),
      slotMinutes: fc.constantFrom(20, 30),
      daysOfWeek: rarely<Days>([1, 2, 3, 4, 5], oneOf<Days>([1, 2, 3, 4, 5, 6], [2, 3, 4, 5])),
    }),
    drivingPolicy: fc.record({
      eveningDriveSeconds: fc.constantFrom(0, 7_200),
      drivingDaysOfWeek: rarely<Days>([1, 2, 3, 4, 5, 6], oneOf<Days>([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7])),
      returnsToDepot: fc.constantFrom('after_idle_week' as const, 'after_each_stop' as const),
      maxLegMetres: rarely(null as number | null, fc.constantFrom(400_000, 900_000), 5),
      maxMetresFromDepot: rarely(null as number | null, fc.constantFrom(400_000, 900_000), 5),
    }),
  })

const centre = (days: number) =>
  fc
    .record({
      department: fc.constantFrom('23', '36'),
      openDays: oneOf<Days>([1, 2, 3], [3, 4, 5], [2, 3, 4, 5], [1, 2, 4, 5], [4, 5, 6], [1, 5]),
      closed: rarely([] as PlanProblem['centres'][number]['closed'], fc.array(someDays(days), { maxLength: 1 })),
      offered: rarely(
        null as PlanProblem['centres'][number]['offered'],
        fc.array(someDays(days), { minLength: 1, maxLength: 2 }),
      ),
      opensOnPublicHolidays: fc.boolean(),
      minDays: fc.constantFrom(1, 2, 2),
      maxDays: fc.constantFrom(2, 2, 3),
      revisitWeeks: fc.constantFrom(1, 2, 2, 3),
      maxVisits: rarely(null as number | null, fc.constantFrom(1, 2)),
      earlierVisits: rarely<LocalDate[]>([], oneOf<LocalDate[]>([addDays(MONDAY, -6)])),
      mayHostSeveralUnits: fc.boolean(),
    })
    .map(({ openDays, ...rest }) => ({
      ...rest,
      opening: openDays.map((dayOfWeek) => ({ dayOfWeek, span: { start: 480, end: dayOfWeek === 3 ? 720 : 1080 } })),
    }))

const reach = fc.constantFrom(null, 10, 10, 10, 25, 40)

const referral = (communes: number, days: number) =>
  fc
    .record({
      commune: fc.nat(communes - 1),
      priorityClass: fc.constantFrom('P1' as const, 'P2' as const, 'P3' as const, 'P4' as const),
      from: rarely(null as number | null, fc.nat(days)),
      deadline: fc.oneof(fc.constant(null), fc.nat(days)),
      reachMinutes: fc.constantFrom(20, 45),
      count: fc.integer({ min: 1, max: 8 }),
    })
    .map(({ commune, from, deadline, ...rest }) => ({
      ...rest,
      communeId: `commune-${commune}`,
      from: from === null ? null : addDays(MONDAY, from),
      deadline: deadline === null ? null : addDays(MONDAY, deadline),
    }))

const expected = (communes: number, days: number) =>
  fc
    .record({
      commune: fc.nat(communes - 1),
      perWeek: fc.constantFrom(0, 1.5, 4),
      probability: fc.constantFrom(0.5, 1),
      classMix: fc.constantFrom({ P1: 0.25, P2: 0.25, P3: 0.5, P4: 0 }, { P1: 0, P2: 0, P3: 0.2, P4: 0.8 }),
      reachMinutes: fc.constantFrom(20, 45),
      during: rarely(null as { from: LocalDate; to: LocalDate } | null, someDays(days)),
    })
    .map(({ commune, ...rest }) => ({ ...rest, communeId: `commune-${commune}` }))

const staffing = (units: number) =>
  fc.oneof(
    fc.record({ policy: fc.constant('to_be_recruited' as const), specialistsPerUnit: fc.constantFrom(1, 2) }),
    fc
      .record({
        people: fc.array(
          fc.record({
            unit: fc.nat(units - 1),
            departments: fc.subarray(['23', '36'], { minLength: 1 }),
            until: fc.integer({ min: 3, max: 28 }),
          }),
          { maxLength: 3 },
        ),
        allowToBeStaffed: fc.constantFrom(true, true, false),
      })
      .map(({ people, allowToBeStaffed }) => ({
        policy: 'named' as const,
        allowToBeStaffed,
        specialists: people.map(({ unit: at, departments, until }, index) =>
          aSpecialist(`s${index}`, {
            unitId: `u${at}`,
            departments,
            available: [{ from: MONDAY, to: addDays(MONDAY, until) }],
          }),
        ),
      })),
  )

const HOURS = [0.5, 1.5, 3, 9, 14, 30]

/** Every road has its own length each way; some lead nowhere, some take one or two whole days. */
const travel = (places: number): fc.Arbitrary<PlanProblemInput['travel']> =>
  fc
    .array(
      fc.record({
        hours: fc.constantFrom(...HOURS.slice(0, 4), ...HOURS.slice(0, 3), ...HOURS),
        isOpen: rarely(true, fc.constant(false), 15),
      }),
      { minLength: places * places, maxLength: places * places },
    )
    .map((roads) => {
      const table = (figure: (hours: number) => number) =>
        Array.from({ length: places }, (_, from) =>
          Array.from({ length: places }, (_, to) => {
            const road = roads[from * places + to]!
            if (from === to) return 0
            return road.isOpen ? figure(road.hours) : null
          }),
        )
      const truckSeconds = table((hours) => hours * 3600)
      return { provider: 'drawn', isEstimate: true, truckSeconds, truckMetres: table((hours) => hours * 60_000) }
    })

const shape = fc.constantFrom(
  { units: 1, weeks: 2, centres: 3 },
  { units: 1, weeks: 3, centres: 3 },
  { units: 1, weeks: 4, centres: 2 },
  { units: 2, weeks: 2, centres: 2 },
  { units: 2, weeks: 2, centres: 4 },
)

/** Tiny problems of every kind, small enough for every plan to be tried. Pins may be impossible. */
export const arbitraryProblem: fc.Arbitrary<PlanProblem> = shape
  .chain(({ units, weeks, centres }) => {
    const days = weeks * 7
    const communes = 4
    return fc.record({
      startsLate: fc.constantFrom(0, 0, 2),
      units: fc.array(unit(days), { minLength: units, maxLength: units }),
      centres: fc.array(centre(days), { minLength: centres, maxLength: centres }),
      communes: fc.array(
        fc.record({
          minutes: fc.array(reach, { minLength: centres, maxLength: centres }),
          population: fc.constantFrom(0, 900, 4_000),
          needWeight: fc.constantFrom(0.5, 1, 1, 2),
        }),
        { minLength: communes, maxLength: communes },
      ),
      referrals: fc.array(referral(communes, days), { minLength: 1, maxLength: 8 }),
      expected: fc.array(expected(communes, days), { maxLength: 2 }),
      staffing: staffing(units),
      holidays: fc.array(fc.nat(days), { maxLength: 1 }),
      bans: rarely(
        [] as { centre: number; during: { from: LocalDate; to: LocalDate } | null }[],
        banned(centres, days),
      ),
      pins: rarely([] as { centre: number; first: number | null }[], pinned(centres, days), 4),
      travel: travel(units + centres),
      days: fc.constant(days),
    })
  })
  .map(({ startsLate, days, holidays, units, centres, communes, bans, pins, ...rest }) =>
    aProblem({
      ...rest,
      name: 'drawn',
      horizon: { from: addDays(MONDAY, startsLate), to: addDays(MONDAY, days - 1) },
      units: units.map((each, index) => aUnit(`u${index}`, each)),
      centres: centres.map((each, index) => aCentre(`c${index}`, each)),
      communes: communes.map(({ minutes, ...each }, index) => aCommune(`commune-${index}`, minutes, each)),
      calendars: { publicHolidays: holidays.map((day) => ({ date: addDays(MONDAY, day) })), schoolHolidays: [] },
      bans: bans.map((ban, index) => ({ id: `ban-${index}`, centreId: `c${ban.centre}`, during: ban.during })),
      pins: pins.map(({ centre: at, first }, index) => ({
        id: `pin-${index}`,
        centreId: `c${at}`,
        first: first === null ? null : addDays(MONDAY, first),
      })),
    }),
  )
  .filter((problem) => countPlans(problem) <= MOST_PLANS)

function banned(centres: number, days: number) {
  const during = fc.oneof(fc.constant(null), someDays(days))
  return fc.array(fc.record({ centre: fc.nat(centres - 1), during }), { maxLength: 1 })
}

function pinned(centres: number, days: number) {
  const first = fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(days) })
  return fc.array(fc.record({ centre: fc.nat(centres - 1), first }), { minLength: 1, maxLength: 2 })
}
