import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keepPlaces } from '../../server/referrals/places-in-time.ts'
import { judgeSafety, type Needs, type OpenStop } from '../../server/referrals/safety-rule.ts'
import type { FreeSlot } from '../../shared/appointment.ts'
import type { HostCentreId, SlotId, StopId } from '../../shared/ids.ts'
import { type LocalDate, PARIS } from '../../shared/time.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-02-10')

function stop(name: string, days: string[], freeDays: string[], kind: FreeSlot['kind'] = 'consultation'): OpenStop {
  const stopId = `stop ${name}` as StopId
  return {
    stopId,
    centreId: name as HostCentreId,
    centreName: name,
    zone: PARIS,
    days: days.map(day),
    free: freeDays.map((date, index) => ({
      slotId: `${name} ${index}` as SlotId,
      stopId,
      date: day(date),
      start: 540 as FreeSlot['start'],
      end: 560 as FreeSlot['end'],
      room: 1,
      kind,
    })),
  }
}

const needs: Needs = {
  priorityClass: 'P1',
  deadline: day('2026-02-24'),
  slotKind: 'consultation',
  excludedDates: [],
  maxDriveMinutes: 45,
}
const drive = (minutes: Record<string, number | null>) => (centreId: HostCentreId) => minutes[centreId] ?? null
const judge = (
  stops: OpenStop[],
  minutes: Record<string, number | null>,
  changed: Partial<Needs> = {},
  isKept = true,
) => judgeSafety({ ...needs, ...changed }, 14, stops, drive(minutes), isKept, today)

describe('the safety rule', () => {
  test('finds a free place within reach on the very day of the deadline', () => {
    const answer = judge([stop('near', ['2026-02-24'], ['2026-02-24'])], { near: 45 })
    expect(answer).toMatchObject({ verdict: 'ok', first: { date: '2026-02-24', centreName: 'near', driveMinutes: 45 } })
  })

  test('says by how many days the next place is too late', () => {
    const answer = judge([stop('near', ['2026-03-17'], ['2026-03-17'])], { near: 20 })
    expect(answer).toMatchObject({
      verdict: 'breach',
      deadline: '2026-02-24',
      withinDays: 14,
      next: { date: '2026-03-17', daysLate: 21 },
      alternatives: ['teleexpertise', 'hospital_call', 'waiting_list'],
    })
  })

  test('names another centre in time beyond reach, with its drive time, but not beyond two hours', () => {
    const stops = [
      stop('far', ['2026-02-18'], ['2026-02-18']),
      stop('farther', ['2026-02-17'], ['2026-02-17']),
      stop('island', ['2026-02-16'], ['2026-02-16']),
    ]
    const answer = judge(stops, { far: 70, farther: 121, island: null })
    expect(answer).toMatchObject({ verdict: 'breach', next: null })
    if (answer.verdict !== 'breach') return
    expect(answer.otherCentres.map((place) => [place.centreName, place.driveMinutes])).toEqual([['far', 70]])
    expect(answer.alternatives).toContain('other_centre')
  })

  test('offers to overbook a full day within reach and in time, from tomorrow on', () => {
    const answer = judge([stop('near', ['2026-02-10', '2026-02-17', '2026-02-25'], [])], { near: 20 })
    expect(answer).toMatchObject({ verdict: 'breach', overbookable: [{ date: '2026-02-17' }] })
  })

  test('a free place that more urgent patients need does not count', () => {
    const answer = judge([stop('near', ['2026-02-20'], ['2026-02-20'])], { near: 20 }, {}, false)
    expect(answer.verdict).toBe('breach')
  })

  test('a procedure needs a place for one, and an excluded day is no place', () => {
    const stops = [stop('near', ['2026-02-20'], ['2026-02-20'])]
    expect(judge(stops, { near: 20 }, { slotKind: 'procedure' }).verdict).toBe('breach')
    expect(judge(stops, { near: 20 }, { excludedDates: [day('2026-02-20')] }).verdict).toBe('breach')
    const procedure = [stop('near', ['2026-02-20'], ['2026-02-20'], 'procedure')]
    expect(judge(procedure, { near: 20 }).verdict).toBe('ok')
  })

  test('names places in one order, whatever the order they were read in', () => {
    const centres = ['alpha', 'bravo', 'charlie', 'delta']
    const days = ['2026-02-17', '2026-02-18', '2026-02-19']
    const stops = centres.map((name) => {
      const one = stop(name, days, days)
      const secondRoom = one.free.map((slot) => ({ ...slot, slotId: `${slot.slotId} b` as SlotId, room: 2 }))
      return { ...one, free: [...one.free, ...secondRoom] }
    })
    // Everything ties but the names: same days, same drive, two rooms at the same hour.
    const minutes = { alpha: 60, bravo: 60, charlie: 20, delta: 20 }
    const shuffled = <T>(list: readonly T[]) =>
      fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length })
    const answer = (some: OpenStop[], isKept: boolean) => judge(some, minutes, {}, isKept)
    const order = fc.tuple(shuffled(stops), shuffled([0, 1, 2, 3, 4, 5]), fc.boolean())
    fc.assert(
      fc.property(order, ([some, slots, isKept]) => {
        const read = some.map((one) => ({ ...one, free: slots.map((index) => one.free[index]!) }))
        expect(answer(read, isKept)).toEqual(answer(stops, isKept))
      }),
    )
    const told = answer(stops, false)
    if (told.verdict !== 'breach') throw new Error('a breach was expected')
    expect(told.otherCentres.map((place) => `${place.date} ${place.centreName} ${place.slotId}`).slice(0, 2)).toEqual([
      '2026-02-17 alpha alpha 0',
      '2026-02-17 bravo bravo 0',
    ])
  })

  test('without a deadline nothing is late', () => {
    const stops = [stop('near', ['2026-06-20'], ['2026-06-20'])]
    expect(judge(stops, { near: 20 }, { deadline: null, priorityClass: 'P4' })).toMatchObject({
      verdict: 'no_limit',
      next: { date: '2026-06-20' },
    })
  })
})

/** Largest set of the first claims that can be kept, in order of right, by trying every arrangement. */
function keepByHand(claims: { groups: number[] }[], capacities: number[]): boolean[] {
  const fits = (chosen: { groups: number[] }[], left: number[]): boolean => {
    const [first, ...others] = chosen
    if (!first) return true
    return first.groups.some((group) => {
      if (left[group]! === 0) return false
      const next = [...left]
      next[group]!--
      return fits(others, next)
    })
  }
  const kept: { groups: number[] }[] = []
  return claims.map((claim) => {
    if (!fits([...kept, claim], capacities)) return false
    kept.push(claim)
    return true
  })
}

describe('keeping places for those who must be seen in time', () => {
  test('agrees with exhaustive search on small cases', () => {
    const problem = fc.integer({ min: 1, max: 4 }).chain((groups) =>
      fc.tuple(
        fc.array(
          fc.record({ groups: fc.uniqueArray(fc.integer({ min: 0, max: groups - 1 }), { maxLength: groups }) }),
          {
            maxLength: 7,
          },
        ),
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: groups, maxLength: groups }),
      ),
    )
    fc.assert(
      fc.property(problem, ([claims, capacities]) => {
        expect(keepPlaces(claims, capacities)).toEqual(keepByHand(claims, capacities))
      }),
      { numRuns: 1500 },
    )
  })

  test('lets an earlier claim move so that a narrower one fits', () => {
    expect(keepPlaces([{ groups: [0, 1] }, { groups: [0] }], [1, 1])).toEqual([true, true])
    expect(keepPlaces([{ groups: [0] }, { groups: [0] }], [1])).toEqual([true, false])
  })
})
