import { z } from 'zod'
import type { LngLat } from '../../../shared/geo.ts'
import {
  type MatrixQuestion,
  type NoTravelReason,
  reasonNumber,
  TravelCell,
  type TravelMatrix,
  travelCell,
} from '../../../shared/travel.ts'

/** A point as part of a key: five decimals, about a metre. */
export const placeKey = ([lng, lat]: LngLat): string => `${lng.toFixed(5)},${lat.toFixed(5)}`

const KeptCell = z.object({ cell: TravelCell, snapMetres: z.number().nullable() })

/** What is kept of the times from one place: how it was snapped, and a cell per target place. */
export const KeptRow = z.object({ snapMetres: z.number().nullable(), cells: z.record(z.string(), KeptCell) })
export type KeptRow = z.infer<typeof KeptRow>

/** Facts about the roads are worth keeping; a limit of the question or a failure of the day is not. */
const LASTING: readonly NoTravelReason[] = ['no_route', 'not_snapped', 'out_of_area']

export const emptyRow = (): KeptRow => ({ snapMetres: null, cells: {} })

/** Reads a kept row; what cannot be read is forgotten. */
export function parseRow(text: string | null): KeptRow {
  if (text === null) return emptyRow()
  try {
    return KeptRow.parse(JSON.parse(text))
  } catch {
    return emptyRow()
  }
}

/** The row with what row `from` of a fresh matrix adds to it, and whether that is anything. */
export function withFresh(row: KeptRow, fresh: TravelMatrix, from: number, targets: readonly LngLat[]) {
  const cells = { ...row.cells }
  let isNew = false
  targets.forEach((target, to) => {
    const cell = travelCell(fresh, from, to)
    if ('reason' in cell && !LASTING.includes(cell.reason)) return
    cells[placeKey(target)] = { cell, snapMetres: orNull(fresh.targetSnapMetres[to]!) }
    isNew = true
  })
  return { row: { snapMetres: orNull(fresh.sourceSnapMetres[from]!) ?? row.snapMetres, cells }, isNew }
}

/** Sources that miss the same targets, to be asked together: numbers of sources and of targets. */
export function missingFrom(rows: readonly KeptRow[], targets: readonly LngLat[]): { from: number[]; to: number[] }[] {
  const keys = targets.map(placeKey)
  const groups = new Map<string, { from: number[]; to: number[] }>()
  rows.forEach(({ cells }, from) => {
    const to = [...keys.keys()].filter((column) => cells[keys[column]!] === undefined)
    if (to.length === 0) return
    const group = groups.get(to.join()) ?? { from: [], to }
    group.from.push(from)
    groups.set(to.join(), group)
  })
  return [...groups.values()]
}

/** An answer to be filled, without a source yet. */
export function startMatrix({ sources, targets }: MatrixQuestion): Omit<TravelMatrix, 'source'> {
  const cells = sources.length * targets.length
  return {
    sourceCount: sources.length,
    targetCount: targets.length,
    seconds: new Float32Array(cells).fill(Number.NaN),
    metres: new Float32Array(cells).fill(Number.NaN),
    reasons: new Uint8Array(cells),
    sourceSnapMetres: new Float32Array(sources.length).fill(Number.NaN),
    targetSnapMetres: new Float32Array(targets.length).fill(Number.NaN),
  }
}

type Filled = Omit<TravelMatrix, 'source'>

/** Fills row `from` of an answer with what is kept, and counts it; a time past the bound asked for reads `over_limit`. */
export function keptCells(answer: Filled, row: KeptRow, from: number, { targets, maxSeconds }: MatrixQuestion): number {
  if (row.snapMetres !== null) answer.sourceSnapMetres[from] = row.snapMetres
  let count = 0
  targets.forEach((target, to) => {
    const kept = row.cells[placeKey(target)]
    if (kept === undefined) return
    count++
    const isFar = 'seconds' in kept.cell && kept.cell.seconds > (maxSeconds ?? Number.POSITIVE_INFINITY)
    putCell(answer, from * answer.targetCount + to, isFar ? { reason: 'over_limit' } : kept.cell)
    if (kept.snapMetres !== null) answer.targetSnapMetres[to] = kept.snapMetres
  })
  return count
}

/** Fills row `row` of an answer with row `at` of a fresh matrix, whose columns are the targets numbered `to`. */
export function freshCells(answer: Filled, fresh: TravelMatrix, at: number, row: number, to: readonly number[]): void {
  const snap = fresh.sourceSnapMetres[at]!
  if (!Number.isNaN(snap)) answer.sourceSnapMetres[row] = snap
  to.forEach((column, i) => {
    putCell(answer, row * answer.targetCount + column, travelCell(fresh, at, i))
    const targetSnap = fresh.targetSnapMetres[i]!
    if (!Number.isNaN(targetSnap)) answer.targetSnapMetres[column] = targetSnap
  })
}

function putCell(answer: Filled, at: number, cell: TravelCell): void {
  if ('reason' in cell) answer.reasons[at] = reasonNumber(cell.reason)
  else {
    answer.seconds[at] = cell.seconds
    answer.metres[at] = cell.metres
  }
}

const orNull = (number: number): number | null => (Number.isNaN(number) ? null : number)
