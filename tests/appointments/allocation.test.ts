import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Allocation, allocate } from '../../server/appointments/allocation.ts'
import type { Candidate, Place } from '../../server/appointments/place-groups.ts'
import { halfDayOf } from '../../server/appointments/slots.ts'
import { WishWeights } from '../../shared/appointment.ts'
import { daysBetween } from '../../shared/days.ts'
import type { ReferralId, SlotId, StopId } from '../../shared/ids.ts'
import { LocalDate, MinuteOfDay } from '../../shared/time.ts'

const weights = WishWeights.parse({})
const stop = 'stop' as StopId
const dates = ['2026-02-04', '2026-02-05', '2026-02-06'].map((date) => LocalDate.parse(date))
const noOne: ReadonlyMap<ReferralId, SlotId> = new Map()

const candidate = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  referralId: id as ReferralId,
  priorityClass: 'P3',
  deadline: null,
  kind: 'consultation',
  halfDay: null,
  companion: null,
  excludedDates: [],
  maxDriveMinutes: 45,
  driveMinutes: () => 20,
  ...more,
})

const place = (id: string, more: Partial<Place> = {}): Place => ({
  slotId: id as SlotId,
  stopId: stop,
  date: dates[0]!,
  start: MinuteOfDay.parse(540),
  end: MinuteOfDay.parse(560),
  room: 1,
  kind: 'consultation',
  reserved: false,
  fixed: false,
  ...more,
})

const afternoon = { start: MinuteOfDay.parse(840), end: MinuteOfDay.parse(860) }
const slotsOf = (allocation: Allocation) =>
  Object.fromEntries(allocation.placed.map(({ referralId, slotId }) => [referralId, slotId]))

describe('allocation', () => {
  it('places the most urgent first and says who took the rest', () => {
    const queue = [candidate('a', { priorityClass: 'P1' }), candidate('b', { priorityClass: 'P2' }), candidate('c')]
    const result = allocate(queue, [place('s1'), place('s2', { room: 2 })], noOne, weights)
    expect(Object.keys(slotsOf(result))).toEqual(['a', 'b'])
    expect(result.notPlaced).toEqual([
      expect.objectContaining({
        referralId: 'c',
        reason: 'taken_by_earlier',
        suitingPlaces: 2,
        heldBy: { P1: 1, P2: 1, P3: 0, P4: 0 },
      }),
    ])
  })

  it('moves a flexible patient aside so that a choosy one before the line is placed too', () => {
    const queue = [candidate('a', { priorityClass: 'P1' }), candidate('b', { excludedDates: [dates[1]!] })]
    const result = allocate(queue, [place('s1'), place('s2', { date: dates[1]! })], noOne, weights)
    expect(slotsOf(result)).toEqual({ a: 's2', b: 's1' })
  })

  it('puts a patient before the deadline rather than on the wished half-day', () => {
    const early = place('early')
    const late = place('late', { date: dates[2]!, ...afternoon })
    const queue = [candidate('a', { priorityClass: 'P1', deadline: dates[1]!, halfDay: 'afternoon' }), candidate('b')]
    const result = allocate(queue, [early, late], noOne, weights)
    expect(slotsOf(result)).toEqual({ a: 'early', b: 'late' })
    expect(result.placed[0]).toMatchObject({ late: false, missedWishes: ['half_day'] })
  })

  it('lets a P1 keep the deadline before a P2 does', () => {
    const places = [place('early'), place('late', { date: dates[2]! })]
    const urgent = { deadline: dates[0]! }
    const queue = [
      candidate('a', { priorityClass: 'P1', ...urgent }),
      candidate('b', { priorityClass: 'P2', ...urgent }),
    ]
    const result = allocate(queue, places, noOne, weights)
    expect(slotsOf(result)).toEqual({ a: 'early', b: 'late' })
    expect(result.placed.map((line) => line.late)).toEqual([false, true])
  })

  it('sees whoever is already late as soon as possible, whatever the wishes', () => {
    const places = [place('late', { date: dates[2]!, ...afternoon }), place('first')]
    const queue = [
      candidate('a', { priorityClass: 'P1', deadline: LocalDate.parse('2026-01-29'), halfDay: 'afternoon' }),
    ]
    expect(slotsOf(allocate(queue, places, noOne, weights))).toEqual({ a: 'first' })
  })

  it('keeps the reserve for P1 and P2', () => {
    const places = [place('kept', { reserved: true })]
    expect(allocate([candidate('a')], places, noOne, weights).notPlaced[0]!.reason).toBe('reserved_for_urgent')
    expect(slotsOf(allocate([candidate('a', { priorityClass: 'P2' })], places, noOne, weights))).toEqual({ a: 'kept' })
  })

  it('names what excludes a patient', () => {
    const reason = (one: Candidate, places: Place[]) => allocate([one], places, noOne, weights).notPlaced[0]!.reason
    expect(reason(candidate('a', { kind: 'procedure' }), [place('s')])).toBe('no_place_of_kind')
    expect(reason(candidate('a', { excludedDates: dates }), [place('s')])).toBe('days_excluded')
    expect(reason(candidate('a', { driveMinutes: () => 50 }), [place('s')])).toBe('out_of_reach')
    expect(reason(candidate('a', { driveMinutes: () => null }), [place('s')])).toBe('out_of_reach')
    expect(reason(candidate('a'), [place('s', { fixed: true })])).toBe('none_free')
    expect(reason(candidate('a'), [])).toBe('none_free')
  })

  it('brings companions to the same half-day', () => {
    const places = [
      place('m1'),
      place('m2', { room: 2 }),
      place('a1', afternoon),
      place('a2', { ...afternoon, room: 2 }),
    ]
    const queue = [
      candidate('a', { halfDay: 'morning' }),
      candidate('b', { companion: 'a' as ReferralId, halfDay: 'afternoon' }),
      candidate('c'),
      candidate('d'),
    ]
    const slots = slotsOf(allocate(queue, places, noOne, weights))
    expect(slots.a![0]).toBe(slots.b![0])
  })

  it('seats those who drive farthest near midday', () => {
    const places = [place('m1'), place('m2', { start: MinuteOfDay.parse(600), end: MinuteOfDay.parse(620) })]
    const queue = [candidate('far', { driveMinutes: () => 40 }), candidate('near', { driveMinutes: () => 5 })]
    expect(slotsOf(allocate(queue, places, noOne, weights))).toEqual({ far: 'm2', near: 'm1' })
  })

  it('leaves a place already given where it is unless moving it is worth it', () => {
    const places = [place('m1'), place('a1', afternoon)]
    const current = new Map([['a' as ReferralId, 'a1' as SlotId]])
    expect(slotsOf(allocate([candidate('a'), candidate('b')], places, current, weights))).toEqual({ a: 'a1', b: 'm1' })
    const wishing = [candidate('a', { halfDay: 'morning' }), candidate('b', { halfDay: 'afternoon' })]
    expect(slotsOf(allocate(wishing, places, current, weights))).toEqual({ a: 'm1', b: 'a1' })
  })
})

const CLASSES = ['P1', 'P2', 'P3', 'P4'] as const

const anyPlace = fc.record({
  day: fc.nat(2),
  morning: fc.boolean(),
  procedure: fc.boolean(),
  reserved: fc.boolean(),
  fixed: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
})
const anyPatient = fc.record({
  level: fc.nat(3),
  deadline: fc.option(fc.nat(2)),
  procedure: fc.boolean(),
  halfDay: fc.constantFrom(null, 'morning' as const, 'afternoon' as const),
  excluded: fc.option(fc.nat(2)),
  drive: fc.integer({ min: 0, max: 55 }),
  current: fc.option(fc.nat(5)),
})
const anyCase = fc.record({
  places: fc.array(anyPlace, { maxLength: 5 }),
  patients: fc.array(anyPatient, { maxLength: 5 }),
})

function realCase(drawn: { places: readonly DrawnPlace[]; patients: readonly DrawnPatient[] }) {
  const places = drawn.places.map((one, index) =>
    place(`s${index}`, {
      date: dates[one.day]!,
      ...(one.morning ? {} : afternoon),
      room: index + 1,
      kind: one.procedure ? 'procedure' : 'consultation',
      reserved: one.reserved,
      fixed: one.fixed,
    }),
  )
  const sorted = [...drawn.patients].sort((a, b) => a.level - b.level || (a.deadline ?? 9) - (b.deadline ?? 9))
  const queue = sorted.map((one, index) =>
    candidate(`p${index}`, {
      priorityClass: CLASSES[one.level]!,
      deadline: one.deadline === null ? null : dates[one.deadline]!,
      kind: one.procedure ? 'procedure' : 'consultation',
      halfDay: one.halfDay,
      excludedDates: one.excluded === null ? [] : [dates[one.excluded]!],
      driveMinutes: () => one.drive,
    }),
  )
  const current = new Map<ReferralId, SlotId>()
  sorted.forEach((one, index) => {
    const slot = one.current === null ? undefined : places[one.current]
    if (slot && !slot.fixed && ![...current.values()].includes(slot.slotId))
      current.set(`p${index}` as ReferralId, slot.slotId)
  })
  return { places, queue, current }
}
type DrawnPlace = typeof anyPlace extends fc.Arbitrary<infer T> ? T : never
type DrawnPatient = typeof anyPatient extends fc.Arbitrary<infer T> ? T : never

/** What is compared, most important first: who is placed in queue order, late ones by class, then points. */
type Value = number[]

function compare(a: Value, b: Value): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : a[at]! - b[at]!
}

function fits(one: Candidate, slot: Place): boolean {
  const kindFits = one.kind === 'consultation' || slot.kind === 'procedure'
  const reserveFits = !slot.reserved || one.priorityClass < 'P3'
  const drive = one.driveMinutes(slot.stopId)!
  return (
    !slot.fixed && kindFits && reserveFits && !one.excludedDates.includes(slot.date) && drive <= one.maxDriveMinutes
  )
}

const sameGroup = (a: Place, b: Place) =>
  a.date === b.date && halfDayOf(a.start) === halfDayOf(b.start) && a.kind === b.kind && a.reserved === b.reserved

function worthOf(
  queue: Candidate[],
  seats: (Place | null)[],
  current: ReadonlyMap<ReferralId, SlotId>,
  places: Place[],
): Value {
  const late = CLASSES.map(
    (level) =>
      queue.filter((one, index) => {
        const seat = seats[index]
        return one.priorityClass === level && seat && one.deadline !== null && seat.date > one.deadline
      }).length,
  )
  let points = 0
  queue.forEach((one, index) => {
    const seat = seats[index]
    if (!seat) return
    const before = places.find((slot) => slot.slotId === current.get(one.referralId))
    points += one.driveMinutes(stop)! * weights.driveMinute
    if (one.halfDay && one.halfDay !== halfDayOf(seat.start)) points += weights.otherHalfDay
    const first = places
      .filter((slot) => !slot.fixed)
      .map((slot) => slot.date)
      .sort()[0]!
    const days = Math.min(7, daysBetween(first, seat.date))
    if (one.deadline !== null && seat.date > one.deadline) points += days * weights.lateDay
    else if (one.priorityClass < 'P3') points += days * weights.urgentDay
    if (one.kind === 'consultation' && seat.kind === 'procedure') points += weights.longerPlace
    if (one.priorityClass < 'P3' && !seat.reserved) points += 1
    if (before && fits(one, before) && !sameGroup(before, seat)) points += weights.moved
  })
  return [...seats.map((seat) => (seat ? 0 : 1)), ...late, points]
}

/** Tries every way to seat the queue. */
function bestByTryingAll(queue: Candidate[], places: Place[], current: ReadonlyMap<ReferralId, SlotId>): Value {
  let best: Value | null = null
  const seats: (Place | null)[] = []
  const tryFrom = (index: number, taken: Set<Place>) => {
    if (index === queue.length) {
      const value = worthOf(queue, seats, current, places)
      if (best === null || compare(value, best) < 0) best = value
      return
    }
    for (const seat of [...places, null]) {
      if (seat && (taken.has(seat) || !fits(queue[index]!, seat))) continue
      seats[index] = seat
      if (seat) taken.add(seat)
      tryFrom(index + 1, taken)
      if (seat) taken.delete(seat)
    }
  }
  tryFrom(0, new Set())
  return best!
}

describe('allocation against trying everything', () => {
  it('finds the same value on every small case', () => {
    fc.assert(
      fc.property(anyCase, (drawn) => {
        const { places, queue, current } = realCase(drawn)
        const result = allocate(queue, places, current, weights)
        const slotOf = slotsOf(result)
        const seats = queue.map((one) => places.find((slot) => slot.slotId === slotOf[one.referralId]) ?? null)
        const seated = seats.filter((seat) => seat !== null)
        expect(new Set(seated).size).toBe(seated.length)
        expect(seats.every((seat, index) => !seat || fits(queue[index]!, seat))).toBe(true)
        expect(result.placed.length + result.notPlaced.length).toBe(queue.length)
        expect(worthOf(queue, seats, current, places)).toEqual(bestByTryingAll(queue, places, current))
      }),
      { numRuns: 1500 },
    )
  })

  it('changes nothing when run again on its own answer, companions included', () => {
    fc.assert(
      fc.property(anyCase, fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 3 }), (drawn, pairs) => {
        const { places, queue, current } = realCase(drawn)
        const withCompanions = queue.map((one, index) => {
          const pair = pairs.find(([a]) => a === index)
          return pair ? { ...one, companion: `p${pair[1]}` as ReferralId } : one
        })
        const first = allocate(withCompanions, places, current, weights)
        const again = new Map(first.placed.map(({ referralId, slotId }) => [referralId, slotId]))
        expect(allocate(withCompanions, places, again, weights)).toEqual(first)
        expect(allocate(withCompanions, places, current, weights)).toEqual(first)
      }),
      { numRuns: 1000 },
    )
  })
})
