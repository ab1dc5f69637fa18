import type { PlanCommune, PlanProblem, PlanReferrals } from '../../shared/plan.ts'
import { NumberColumn, type PackedMatrix, packMatrix, readMatrix, WordColumn, whole } from './columns.ts'

/**
 * A problem as every thread reads it from the same memory: its long lists (communes, referrals, the truck's matrices) as
 * columns of numbers, all that is left as JSON. A national one weighs 25 MB as JSON and a sixth of a second either way.
 */
export type PlanDocument = {
  /** The problem without its long lists, and the words these repeat. */
  readonly rest: string
  readonly words: string
  readonly communes: {
    readonly ids: Int32Array
    readonly names: Int32Array
    readonly populations: Float64Array
    readonly needWeights: Float64Array
    /** Where each commune's centres end in the two columns after it. */
    readonly ends: Int32Array
    readonly centres: Int32Array
    readonly seconds: Float64Array
  }
  /** Words by their place; −1 is null. */
  readonly referrals: {
    readonly communeIds: Int32Array
    readonly classes: Int32Array
    readonly from: Int32Array
    readonly deadlines: Int32Array
    readonly reachMinutes: Float64Array
    readonly counts: Float64Array
  }
  readonly truckSeconds: PackedMatrix
  readonly truckMetres: PackedMatrix
}

/** Packs a problem parsed by its schema: what is read again is the same, its properties in the same order. */
export function writeDocument(problem: PlanProblem): PlanDocument {
  const words = new WordColumn()
  const { communes, referrals, travel } = problem
  const pairs = communes.reduce((sum, { carSeconds }) => sum + carSeconds.length, 0)
  const ends = new NumberColumn(Int32Array, communes.length)
  const centres = new NumberColumn(Int32Array, pairs)
  const seconds = new NumberColumn(Float64Array, pairs)
  for (const { carSeconds } of communes) {
    for (const [centre, drive] of carSeconds) {
      centres.push(centre)
      seconds.push(drive)
    }
    ends.push(centres.length)
  }
  const rest: PlanProblem = {
    ...problem,
    communes: [],
    referrals: [],
    travel: { ...travel, truckSeconds: [], truckMetres: [] },
  }
  const packed = {
    communes: {
      ids: words.of(communes, ({ id }) => id),
      names: words.of(communes, ({ name }) => name),
      populations: NumberColumn.of(communes, ({ population }) => population),
      needWeights: NumberColumn.of(communes, ({ needWeight }) => needWeight),
      ends: ends.values,
      centres: centres.values,
      seconds: seconds.values,
    },
    referrals: {
      communeIds: words.of(referrals, ({ communeId }) => communeId),
      classes: words.of(referrals, ({ priorityClass }) => priorityClass),
      from: words.of(referrals, ({ from }) => from),
      deadlines: words.of(referrals, ({ deadline }) => deadline),
      reachMinutes: NumberColumn.of(referrals, ({ reachMinutes }) => reachMinutes),
      counts: NumberColumn.of(referrals, ({ count }) => count),
    },
    truckSeconds: packMatrix(travel.truckSeconds),
    truckMetres: packMatrix(travel.truckMetres),
  }
  return { rest: JSON.stringify(rest), words: words.text(), ...packed }
}

/** The problem without its communes, referrals and travel times: enough to tell its size, and read at once. */
export function readOutline(document: PlanDocument): PlanProblem {
  return JSON.parse(document.rest) as PlanProblem
}

/** The problem that `writeDocument` packed; `problem`, its outline, is filled in where it was read before. */
export function readDocument(document: PlanDocument, problem = readOutline(document)): PlanProblem {
  const words = JSON.parse(document.words) as string[]
  return Object.assign(problem, {
    communes: readCommunes(document.communes, words),
    referrals: readReferrals(document.referrals, words),
    travel: Object.assign(problem.travel, {
      truckSeconds: readMatrix(document.truckSeconds),
      truckMetres: readMatrix(document.truckMetres),
    }),
  })
}

function readCommunes(packed: PlanDocument['communes'], words: readonly string[]): PlanCommune[] {
  const { ids, names, populations, needWeights, ends, centres, seconds } = packed
  const communes: PlanCommune[] = []
  let pair = 0
  for (let index = 0; index < ids.length; index += 1) {
    const carSeconds: [number, number][] = []
    for (; pair < (ends[index] as number); pair += 1) {
      carSeconds.push([centres[pair] as number, whole(seconds[pair] as number)])
    }
    communes.push({
      id: words[ids[index] as number] as string,
      name: words[names[index] as number] as string,
      population: whole(populations[index] as number),
      needWeight: whole(needWeights[index] as number),
      carSeconds,
    })
  }
  return communes
}

function readReferrals(packed: PlanDocument['referrals'], words: readonly string[]): PlanReferrals[] {
  const { communeIds, classes, from, deadlines, reachMinutes, counts } = packed
  const referrals: PlanReferrals[] = []
  for (let index = 0; index < counts.length; index += 1) {
    referrals.push({
      communeId: words[communeIds[index] as number] as string,
      priorityClass: words[classes[index] as number] as PlanReferrals['priorityClass'],
      from: (words[from[index] as number] ?? null) as PlanReferrals['from'],
      deadline: (words[deadlines[index] as number] ?? null) as PlanReferrals['deadline'],
      reachMinutes: whole(reachMinutes[index] as number),
      count: whole(counts[index] as number),
    })
  }
  return referrals
}
