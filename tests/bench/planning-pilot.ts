import { readFileSync } from 'node:fs'
import { distanceMetres, type LngLat } from '../../shared/geo.ts'
import { PlanProblem } from '../../shared/plan.ts'

// The pilot's planning problem from the files of data/, for tests and benchmarks: 11 centres, one quarter, one unit.
// Times are distances at a plain speed, so that the planner is measured apart from the travel engine.

type Spans = { start: number; end: number }[]
type HostCentre = {
  hostCentreId: string
  name: string
  department: string
  lngLat: LngLat
  lines: number
  openingHours: Record<string, Spans> | null
  minDays: number
  maxDays: number
}
type CommuneRow = [
  insee: string,
  name: string,
  epci: string | null,
  postalCodes: string[],
  population: number,
  lng: number,
  lat: number,
  quality: string,
]

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8'))

export const CAR_METRES_PER_SECOND = 14
const TRUCK_METRES_PER_SECOND = 17
const DETOUR = 1.3

/** Road metres and seconds as the crow flies × 1.3, at 61 km/h. */
export function truckMatrices(places: readonly LngLat[]) {
  const truckMetres = places.map((from) => places.map((to) => Math.round(distanceMetres(from, to) * DETOUR)))
  return {
    truckMetres,
    truckSeconds: truckMetres.map((row) => row.map((metres) => Math.round(metres / TRUCK_METRES_PER_SECOND))),
  }
}

/** Seconds by car from a place to each centre within `minutes`, as `[index, seconds]`. */
export function carSecondsWithin(
  from: LngLat,
  centres: readonly { lngLat: LngLat }[],
  minutes: number,
): [number, number][] {
  const list: [number, number][] = []
  for (const [index, { lngLat }] of centres.entries()) {
    if (Math.abs(lngLat[1] - from[1]) > 1 || Math.abs(lngLat[0] - from[0]) > 1.5) continue
    const seconds = Math.round((distanceMetres(from, lngLat) * DETOUR) / CAR_METRES_PER_SECOND)
    if (seconds <= minutes * 60) list.push([index, seconds])
  }
  return list
}

/** The pilot's problem: 45 patients waiting per line of doctors and 0.75 a week to come, spread by population. */
export function pilotProblem(): PlanProblem {
  const file = read('host-centres.json') as {
    centres: HostCentre[]
    assumedOpeningHours: { days: Record<string, Spans> }
  }
  const calendar = read('calendar.json')
  const zoneOf = (department: string) =>
    Object.entries(calendar.schoolZones as Record<string, string[]>).find(([, list]) =>
      list.includes(department),
    )?.[0] ?? null
  const hosts = file.centres
  const rows = (read('communes.json') as { rows: CommuneRow[] }).rows
  const depot: LngLat = [-0.5792, 44.8378]
  const communes = rows
    .map(([insee, name, , , population, lng, lat]) => ({
      id: insee,
      name,
      population,
      needWeight: 1,
      carSeconds: carSecondsWithin([lng, lat], hosts, 45),
    }))
    .filter((commune) => commune.carSeconds.length > 0)
  const nearest = hosts.map((_, index) =>
    communes.filter((commune) => commune.carSeconds.some(([centre, seconds]) => centre === index && seconds <= 1800)),
  )
  const mix = { P1: 0.3, P2: 0.15, P3: 0.45, P4: 0.1 }
  const shares = hosts.flatMap((host, index) => {
    const around = nearest[index] as typeof communes
    const people = around.reduce((sum, commune) => sum + commune.population, 0)
    return around.map((commune) => ({ commune, host, share: commune.population / people }))
  })
  const deadlines = {
    P1: ['2026-02-06', '2026-02-10'],
    P2: ['2026-02-12', '2026-02-24'],
    P3: ['2026-04-10'],
    P4: [null],
  }
  return PlanProblem.parse({
    version: 1,
    name: 'Pilote 2026',
    horizon: { from: '2026-02-01', to: '2026-04-30' },
    units: [
      {
        id: 'mobilderm',
        name: "Mobil'Derm",
        depot,
        rooms: 1,
        sessionTemplate: {
          spans: [
            { start: 540, end: 750 },
            { start: 840, end: 1080 },
          ],
          firstDayFrom: 600,
          lastDayUntil: 1020,
        },
      },
    ],
    centres: hosts.map((host) => ({
      id: host.hostCentreId,
      name: host.name,
      department: host.department,
      lngLat: host.lngLat,
      minDays: host.minDays,
      maxDays: host.maxDays,
      revisitWeeks: 6,
      schoolZone: zoneOf(host.department),
      opening: Object.entries(host.openingHours ?? file.assumedOpeningHours.days).flatMap(([day, spans]) =>
        spans.map((span) => ({ dayOfWeek: Number(day), span })),
      ),
    })),
    communes,
    referrals: shares.flatMap(({ commune, host, share }) =>
      (['P1', 'P2', 'P3', 'P4'] as const).flatMap((priorityClass) =>
        deadlines[priorityClass].map((deadline) => ({
          communeId: commune.id,
          priorityClass,
          deadline,
          reachMinutes: 45,
          count: (45 * host.lines * share * mix[priorityClass]) / deadlines[priorityClass].length,
        })),
      ),
    ),
    expected: shares.map(({ commune, host, share }) => ({
      communeId: commune.id,
      perWeek: 0.75 * host.lines * share,
      classMix: mix,
      probability: 0.8,
      reachMinutes: 45,
    })),
    calendars: {
      publicHolidays: calendar.publicHolidays2026.map((date: string) => ({ date })),
      schoolHolidays: calendar.schoolHolidays.map(
        ({ zone, from, back }: { zone: string; from: string; back: string }) => ({ zone, from, to: back }),
      ),
    },
    travel: { provider: 'distance', isEstimate: true, ...truckMatrices([depot, ...hosts.map((host) => host.lngLat)]) },
  })
}
