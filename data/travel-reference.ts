import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadCommunes } from '../server/territory/communes.ts'
import type { LngLat } from '../shared/geo.ts'
import { type TravelTimes, travelCell } from '../shared/travel.ts'

type Place = { insee: string; lngLat: LngLat }

/** Drive times computed elsewhere, that an estimate is compared with. */
export type TravelReference = {
  readonly isere: { readonly places: readonly Place[]; readonly seconds: readonly (readonly number[])[] }
  readonly toParis: readonly (Place & { readonly seconds: number })[]
  readonly pairs: readonly { readonly from: LngLat; readonly to: LngLat; readonly seconds: number }[]
}

/** How far an estimate is from a reference: mean absolute and mean relative error, and shares nine in ten lie between. */
export type Comparison = {
  pairs: number
  error: number
  bias: number
  low: number
  high: number
  lost: number
}

/** "Within `minutes`" by the estimate against by the reference. */
export type Reach = { precision: number; recall: number }

const PARIS: LngLat = [2.3522, 48.8566]
const HOUR = 3600

async function readTable(file: string): Promise<string[][]> {
  return (await readFile(file, 'utf8'))
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
}

/** Reads the three reference tables of `folder`. */
export async function readReference(folder: string): Promise<TravelReference> {
  const [heading, ...rows] = await readTable(join(folder, 'isere-calibration.csv'))
  const order = new Map(rows.map(([insee], row) => [insee!, row]))
  const columns = heading!.slice(3).map((insee) => order.get(insee)!)
  const seconds = rows.map((row) => {
    const line = new Array<number>(rows.length).fill(Number.NaN)
    columns.forEach((place, column) => {
      line[place] = Number(row[column + 3])
    })
    return line
  })
  const place = ([insee, lng, lat]: string[]): Place => ({ insee: insee!, lngLat: [Number(lng), Number(lat)] })
  const territory = loadCommunes()
  const centre = (code: string) => territory.byInsee(code)!.lngLat
  return {
    isere: { places: rows.map(place), seconds },
    toParis: (await readTable(join(folder, 'to-paris-calibration.csv')))
      .slice(1)
      .map((row) => ({ ...place(row), seconds: Number(row[3]) })),
    pairs: (await readTable(join(folder, 'known-pairs.csv'))).slice(1).map(([from, to, low, high]) => ({
      from: centre(from!),
      to: centre(to!),
      seconds: ((Number(low) + Number(high)) / 2) * 60,
    })),
  }
}

/** Compares a provider with the whole reference. */
export async function compareTravel(travel: TravelTimes, reference: TravelReference) {
  return { ...(await compareIsere(travel, reference)), ...(await compareFar(travel, reference)) }
}

/** Compares a provider with pairs of Isère under an hour by road: all, of the fitted half, and of the half held back. */
export async function compareIsere(travel: TravelTimes, { isere }: Pick<TravelReference, 'isere'>) {
  const points = isere.places.map(({ lngLat }) => lngLat)
  const matrix = await travel.matrix({ profile: 'car', sources: points, targets: points, maxSeconds: 3 * HOUR })
  const all: Pair[] = []
  const fitted: Pair[] = []
  const held: Pair[] = []
  const reach = { both: 0, estimated: 0, true: 0 }
  const fittedReach = { both: 0, estimated: 0, true: 0 }
  for (let a = 0; a < points.length; a++) {
    for (let b = 0; b < points.length; b++) {
      const truth = isere.seconds[a]![b]!
      if (a === b || !(truth > 0)) continue
      const cell = travelCell(matrix, a, b)
      const estimate = 'reason' in cell ? Number.NaN : cell.seconds
      const isFitted = a % 2 === 0 && b % 2 === 0
      for (const counts of isFitted ? [reach, fittedReach] : [reach]) {
        if (estimate <= HOUR / 2) counts.estimated++
        if (truth <= HOUR / 2) counts.true++
        if (estimate <= HOUR / 2 && truth <= HOUR / 2) counts.both++
      }
      if (truth >= HOUR) continue
      const pair = { truth, estimate }
      all.push(pair)
      // Communes are dealt in turn, so both halves cover plain and mountain.
      if (isFitted) fitted.push(pair)
      else if (a % 2 === 1 && b % 2 === 1) held.push(pair)
    }
  }
  return {
    isere: compare(all),
    isereFit: compare(fitted),
    isereHeld: compare(held),
    within30: reachOf(reach),
    within30Fit: reachOf(fittedReach),
  }
}

/** Compares a provider with the ways to Paris and the drives people know. */
export async function compareFar(travel: TravelTimes, { toParis, pairs }: Omit<TravelReference, 'isere'>) {
  const paris = await travel.matrix({
    profile: 'car',
    sources: [PARIS],
    targets: toParis.map(({ lngLat }) => lngLat),
  })
  const known = await Promise.all(
    pairs.map(async ({ from, to, seconds }) => {
      const cell = travelCell(await travel.matrix({ profile: 'car', sources: [from], targets: [to] }), 0, 0)
      return { truth: seconds, estimate: 'reason' in cell ? Number.NaN : cell.seconds }
    }),
  )
  return {
    paris: compare(
      toParis.map(({ seconds }, i) => {
        const cell = travelCell(paris, 0, i)
        return { truth: seconds, estimate: 'reason' in cell ? Number.NaN : cell.seconds }
      }),
    ),
    pairs: compare(known),
  }
}

const reachOf = (counts: { both: number; estimated: number; true: number }): Reach => ({
  precision: counts.both / counts.estimated,
  recall: counts.both / counts.true,
})

type Pair = { truth: number; estimate: number }

function compare(pairs: readonly Pair[]): Comparison {
  const answered = pairs.filter(({ truth, estimate }) => truth > 0 && Number.isFinite(estimate))
  const mean = (figure: (pair: Pair) => number) =>
    answered.reduce((sum, pair) => sum + figure(pair), 0) / Math.max(1, answered.length)
  const shares = answered.map(({ truth, estimate }) => truth / Math.max(1, estimate)).sort((a, b) => a - b)
  const share = (rank: number) => shares[Math.floor(rank * (shares.length - 1))] ?? 1
  return {
    pairs: answered.length,
    error: mean(({ truth, estimate }) => Math.abs(estimate - truth) / truth),
    bias: mean(({ truth, estimate }) => (estimate - truth) / truth),
    low: share(0.05),
    high: share(0.95),
    lost: pairs.filter(({ truth }) => truth > 0).length - answered.length,
  }
}
