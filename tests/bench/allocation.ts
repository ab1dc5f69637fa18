import loadHighs from 'highs'
import { allocate } from '../../server/appointments/allocation.ts'
import { type Candidate, isUrgent, type Place, suits } from '../../server/appointments/place-groups.ts'
import { halfDayOf } from '../../server/appointments/slots.ts'
import { WishWeights } from '../../shared/appointment.ts'
import { addDays, daysBetween } from '../../shared/days.ts'
import type { ReferralId, SlotId, StopId } from '../../shared/ids.ts'
import { LocalDate, MinuteOfDay } from '../../shared/time.ts'

// Shares 1 000 places among 5 000 referrals, and asks HiGHS for the same optimum in the same run.

const REFERRALS = 5_000
const STOPS = 20
const PLACES_PER_STOP = 50
const weights = WishWeights.parse({})
const start = LocalDate.parse('2026-02-02')

/** A small seeded generator (mulberry32), so that the same seed gives the same case. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function drawCase(seed: number, reach: number): { queue: Candidate[]; places: Place[] } {
  const random = seeded(seed)
  const places: Place[] = []
  for (let stop = 0; stop < STOPS; stop += 1) {
    for (let index = 0; index < PLACES_PER_STOP; index += 1) {
      const begin = index % 2 === 0 ? 540 + 20 * (index % 8) : 840 + 20 * (index % 8)
      places.push({
        slotId: `s${stop}-${index}` as SlotId,
        stopId: `stop${stop}` as StopId,
        date: addDays(start, stop * 4 + (index % 3)),
        start: MinuteOfDay.parse(begin),
        end: MinuteOfDay.parse(begin + 20),
        room: index + 1,
        kind: random() < 0.12 ? 'procedure' : 'consultation',
        reserved: random() < 0.3,
        fixed: false,
      })
    }
  }
  const queue = Array.from({ length: REFERRALS }, (_, index): Candidate => {
    const draw = random()
    const priorityClass = draw < 0.08 ? 'P1' : draw < 0.25 ? 'P2' : draw < 0.7 ? 'P3' : 'P4'
    const days = { P1: 14, P2: 28, P3: 90, P4: 0 }[priorityClass]
    const drives = new Map<string, number>()
    for (let near = 0; near < reach; near += 1) {
      drives.set(`stop${Math.floor(random() * STOPS)}`, Math.round(5 + random() * 38))
    }
    return {
      referralId: `r${index}` as ReferralId,
      priorityClass,
      deadline: days === 0 ? null : addDays(start, Math.floor(random() * days)),
      kind: random() < 0.08 ? 'procedure' : 'consultation',
      halfDay: random() < 0.4 ? (random() < 0.6 ? 'morning' : 'afternoon') : null,
      companion: null,
      excludedDates: [],
      maxDriveMinutes: 45,
      driveMinutes: (stopId) => drives.get(stopId) ?? null,
    }
  })
  queue.sort(
    (a, b) =>
      a.priorityClass.localeCompare(b.priorityClass) ||
      (a.deadline ?? '9').localeCompare(b.deadline ?? '9') ||
      Number(a.referralId.slice(1)) - Number(b.referralId.slice(1)),
  )
  return { queue, places }
}

/** Points of one seat as PRODUCT.md words them, lateness apart: written again here so that the check is independent. */
function points(one: Candidate, seat: Place): number {
  let sum = one.driveMinutes(seat.stopId)! * weights.driveMinute
  const days = Math.min(7, daysBetween(start, seat.date))
  if (isLate(one, seat)) sum += days * weights.lateDay
  else if (isUrgent(one)) sum += days * weights.urgentDay
  if (one.halfDay && one.halfDay !== halfDayOf(seat.start)) sum += weights.otherHalfDay
  if (one.kind === 'consultation' && seat.kind === 'procedure') sum += weights.longerPlace
  if (isUrgent(one) && !seat.reserved) sum += 1
  return sum
}

const isLate = (one: Candidate, seat: Place) => one.deadline !== null && seat.date > one.deadline

/** Solves max or min Σ value·x over patients × groups by HiGHS; answers the optimum and the milliseconds of the solve alone. */
async function solveByHighs(
  queue: Candidate[],
  places: Place[],
  valueAt: (index: number, seat: Place) => number | null,
  goal: 'most' | 'least',
  seatEveryone: boolean,
) {
  const highs = await loadHighs()
  const groups = new Map<string, Place[]>()
  for (const place of places) {
    const key = [place.stopId, place.date, halfDayOf(place.start), place.kind, place.reserved].join()
    groups.set(key, [...(groups.get(key) ?? []), place])
  }
  const list = [...groups.values()]
  const colCost: number[] = []
  const starts = [0]
  const indices: number[] = []
  queue.forEach((_, index) => {
    list.forEach((group, number) => {
      const value = valueAt(index, group[0]!)
      if (value === null) return
      colCost.push(value)
      indices.push(index, queue.length + number)
      starts.push(indices.length)
    })
  })
  const numRows = queue.length + list.length
  const before = performance.now()
  const optimum = highs.withModel(
    {
      numCols: colCost.length,
      numRows,
      sense: goal === 'most' ? highs.constants.objectiveSense.maximize : highs.constants.objectiveSense.minimize,
      colCost,
      colLower: new Float64Array(colCost.length),
      colUpper: new Float64Array(colCost.length).fill(1),
      rowLower: Float64Array.from({ length: numRows }, (_, row) => (seatEveryone && row < queue.length ? 1 : 0)),
      rowUpper: Float64Array.from({ length: numRows }, (_, row) =>
        row < queue.length ? 1 : list[row - queue.length]!.length,
      ),
      matrix: {
        format: 'csc',
        numRows,
        numCols: colCost.length,
        starts,
        indices,
        values: new Float64Array(indices.length).fill(1),
      },
    },
    (model) => {
      model.options.set({ output_flag: false })
      model.run()
      return model.getObjectiveValue()
    },
  )
  return { optimum, milliseconds: performance.now() - before, columns: colCost.length, groups: list.length }
}

async function compare(seed: number, reach: number): Promise<void> {
  const { queue, places } = drawCase(seed, reach)
  const runs = Array.from({ length: 7 }, () => {
    const before = performance.now()
    const result = allocate(queue, places, new Map(), weights)
    return { result, milliseconds: performance.now() - before }
  })
  const { result } = runs.at(-1)!
  const median = runs.map((run) => run.milliseconds).sort((a, b) => a - b)[3]!
  const seatOf = new Map(
    result.placed.map((line) => [line.referralId, places.find((one) => one.slotId === line.slotId)!]),
  )
  const fit = (one: Candidate, seat: Place) => suits(one, seat)

  // Any strictly falling weights have the greedy set as their optimum; rank itself is one.
  const rankWorth = (index: number) => REFERRALS + 1 - index
  const ours = queue.reduce((sum, one, index) => sum + (seatOf.has(one.referralId) ? rankWorth(index) : 0), 0)
  const set = await solveByHighs(
    queue,
    places,
    (i, seat) => (fit(queue[i]!, seat) ? rankWorth(i) : null),
    'most',
    false,
  )

  const seated = queue.filter((one) => seatOf.has(one.referralId))
  const ourPoints = seated.reduce((sum, one) => sum + points(one, seatOf.get(one.referralId)!), 0)
  const noLater = (one: Candidate, seat: Place) => !isLate(one, seat) || isLate(one, seatOf.get(one.referralId)!)
  const least = await solveByHighs(
    seated,
    places,
    (i, seat) => (fit(seated[i]!, seat) && noLater(seated[i]!, seat) ? points(seated[i]!, seat) : null),
    'least',
    true,
  )
  const late = result.placed.filter((line) => line.late).length
  const again = allocate(queue, places, new Map(result.placed.map((line) => [line.referralId, line.slotId])), weights)
  console.log(
    [
      `${REFERRALS} referrals × ${places.length} places (${set.groups} groups, each referral within reach of ≤ ${reach} stops, seed ${seed})`,
      `  escale   ${median.toFixed(0)} ms median of 7 (first ${runs[0]!.milliseconds.toFixed(0)} ms): ${seated.length} placed, ${late} late`,
      `  HiGHS    ${set.milliseconds.toFixed(0)} ms for who is placed, ${least.milliseconds.toFixed(0)} ms for where (${set.columns} columns)`,
      `  who      rank worth ${ours} / ${Math.round(set.optimum)} ${ours === Math.round(set.optimum) ? 'equal' : 'DIFFERENT'}`,
      `  where    points ${ourPoints} / ${Math.round(least.optimum)} ${ourPoints === Math.round(least.optimum) ? 'equal' : 'DIFFERENT'}`,
      `  again    ${JSON.stringify(again) === JSON.stringify(result) ? 'unchanged' : 'CHANGED'}`,
    ].join('\n'),
  )
}

for (const reach of [2, 4]) await compare(7, reach)
