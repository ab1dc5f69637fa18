import { readFileSync } from 'node:fs'
import { seededRandom } from '../../server/planning/random.ts'
import { addDays } from '../../shared/days.ts'
import type { LngLat } from '../../shared/geo.ts'
import { PlanProblem } from '../../shared/plan.ts'
import type { LocalDate } from '../../shared/time.ts'
import { carSecondsWithin, truckMatrices } from './planning-pilot.ts'

/**
 * Seeded planning problems on the real communes of metropolitan France, for benchmarks. Centres: communes of 800 to 6 000
 * people, drawn at random; depots: towns of more than 40 000; patients: every commune within 45 minutes of a centre
 * (distance × 1.3 at 50 km/h), by population. Demand is about twice the places. Windows nest: P1 four weeks, P2 twelve,
 * P3 and P4 the horizon. Centres offer 45 % of the weeks in runs; six weeks between visits, six visits a year at most;
 * legs of at most 500 km, units within 350 km of their depot.
 */
export type InstanceSize = {
  readonly centres: number
  readonly weeks: number
  readonly units: number
  readonly seed: number
}

type Row = [
  insee: string,
  name: string,
  epci: string | null,
  postalCodes: string[],
  population: number,
  lng: number,
  lat: number,
  quality: string,
]

let communeRows: Row[] | undefined
function rows(): Row[] {
  communeRows ??= (
    JSON.parse(readFileSync(new URL('../../data/communes.json', import.meta.url), 'utf8')) as { rows: Row[] }
  ).rows
  return communeRows
}

const MONDAY = '2026-01-05' as LocalDate
const WEEKDAYS = [1, 2, 3, 4, 5]
const REACH_MINUTES = 45
const PLACES_A_DAY = 22
const DEMAND_PER_PLACE = 2

/** The problem of a size and seed; the same for the same arguments. */
export function planningInstance({ centres: centreCount, weeks, units: unitCount, seed }: InstanceSize): PlanProblem {
  const random = seededRandom(seed)
  const all = rows()
  // A few units serve a region, many the whole country.
  const latitude = unitCount >= 10 ? null : 46.3
  const inRegion = ([, , , , , lng, lat]: Row) =>
    latitude === null || (Math.abs(lat - latitude) < 1.8 && lng > -0.5 && lng < 4.2)
  const shuffled = <T>(list: readonly T[]): T[] => {
    const copy = [...list]
    for (let index = copy.length - 1; index > 0; index -= 1) {
      const other = Math.floor(random() * (index + 1))
      const held = copy[index] as T
      copy[index] = copy[other] as T
      copy[other] = held
    }
    return copy
  }
  const hosts = shuffled(all.filter((row) => row[4] >= 800 && row[4] <= 6000 && inRegion(row))).slice(0, centreCount)
  const towns = shuffled(all.filter((row) => row[4] >= 40_000 && inRegion(row))).slice(0, unitCount)
  const at = (row: Row): LngLat => [row[5], row[6]]
  const centres = hosts.map((row) => ({
    id: row[0],
    name: row[1],
    department: row[0].slice(0, 2),
    lngLat: at(row),
    opening: WEEKDAYS.map((dayOfWeek) => ({ dayOfWeek, span: { start: 480, end: 1140 } })),
    offered: offeredRuns(weeks, random),
    minDays: 2,
    maxDays: 4,
    revisitWeeks: 6,
    maxVisits: Math.max(1, Math.round((6 * weeks) / 52)),
  }))
  const communes = all
    .map((row) => ({
      id: row[0],
      name: row[1],
      population: row[4],
      carSeconds: carSecondsWithin(at(row), centres, REACH_MINUTES),
    }))
    .filter((commune) => commune.carSeconds.length > 0)
  const people = communes.reduce((sum, commune) => sum + Math.min(commune.population, 20_000), 0)
  const patients = unitCount * weeks * 4 * PLACES_A_DAY * DEMAND_PER_PLACE
  const draw = (expected: number): number => {
    // Poisson by inversion for small means, rounded beyond.
    if (expected > 30) return Math.round(expected)
    let count = 0
    for (let product = random(), limit = Math.exp(-expected); product > limit; product *= random()) count += 1
    return count
  }
  const referrals = communes.flatMap((commune) => {
    const expected = (patients * Math.min(commune.population, 20_000)) / people
    return WINDOWS.flatMap(({ priorityClass, share, length }) => {
      const blocks = Math.max(1, Math.ceil(weeks / (length ?? weeks)))
      return Array.from({ length: blocks }, (_, block) => {
        const from = block * (length ?? weeks)
        const until = Math.min(weeks, from + (length ?? weeks))
        const count = draw((expected * share * (until - from)) / weeks)
        return {
          communeId: commune.id,
          priorityClass,
          from: addDays(MONDAY, from * 7),
          deadline: addDays(MONDAY, until * 7 - 1),
          reachMinutes: REACH_MINUTES,
          count,
        }
      }).filter(({ count }) => count > 0)
    })
  })
  return PlanProblem.parse({
    version: 1,
    name: `${centreCount} × ${weeks} × ${unitCount}, seed ${seed}`,
    horizon: { from: MONDAY, to: addDays(MONDAY, weeks * 7 - 1) },
    units: towns.map((row, index) => ({
      id: `unit-${index + 1}`,
      name: `Unité ${index + 1} (${row[1]})`,
      depot: at(row),
      sessionTemplate: {
        spans: [
          { start: 540, end: 760 },
          { start: 840, end: 1060 },
        ],
      },
      drivingPolicy: { maxLegMetres: 500_000, maxMetresFromDepot: 350_000 },
    })),
    centres,
    communes,
    referrals,
    travel: { provider: 'distance', isEstimate: true, ...truckMatrices([...towns, ...hosts].map(at)) },
  })
}

const WINDOWS = [
  { priorityClass: 'P1', share: 0.3, length: 4 },
  { priorityClass: 'P2', share: 0.15, length: 12 },
  { priorityClass: 'P3', share: 0.45, length: null },
  { priorityClass: 'P4', share: 0.1, length: null },
] as const

/** Runs of one to six offered weeks, 45 % of them in all. */
function offeredRuns(weeks: number, random: () => number) {
  const runs: { from: LocalDate; to: LocalDate }[] = []
  for (let week = 0; week < weeks; ) {
    const offered = 1 + Math.floor(random() * 6)
    const pause = Math.round((offered * 0.55) / 0.45)
    const start = week + (runs.length === 0 ? Math.floor(random() * (pause + 1)) : 0)
    if (start < weeks) {
      runs.push({ from: addDays(MONDAY, start * 7), to: addDays(MONDAY, Math.min(weeks, start + offered) * 7 - 1) })
    }
    week = start + offered + pause
  }
  return runs
}
