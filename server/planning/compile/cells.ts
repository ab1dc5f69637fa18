import type { PlanCommune } from '../../../shared/plan.ts'

/** Patients of one place: the cell they are counted in, and the centre nearest to them (−1: none). */
export type Home = { readonly cell: number; readonly nearest: number }

/** A key of the first `size` centres of a list, two characters each: numbers written in digits cost several times more. */
export function keyOfCentres(centres: readonly number[], size: number): string {
  let key = ''
  for (let each = 0; each < size; each += 1) {
    const centre = centres[each] as number
    key += String.fromCharCode(centre & 0xffff, centre >>> 16)
  }
  return key
}

/** Communes with the same centres within reach and the same need weight are one cell, numbered as they are met. */
export class CellsByReach {
  /** Centres within reach of each cell, those of its first commune nearest first. */
  readonly centresOfCell: number[][] = []
  readonly weightOfCell: number[] = []
  readonly #cells = new Map<string, number>()
  /** Scratch: centres within reach by time, their times, and the same centres by number. */
  readonly #near: number[] = []
  readonly #seconds: number[] = []
  readonly #sorted: number[] = []

  /** Where the patients of a commune are counted, at the furthest they go in seconds. */
  homeOf({ carSeconds, needWeight }: PlanCommune, reachSeconds: number): Home {
    const near = this.#near
    const seconds = this.#seconds
    const sorted = this.#sorted
    let size = 0
    for (let each = 0; each < carSeconds.length; each += 1) {
      const pair = carSeconds[each] as [number, number]
      const drive = pair[1]
      if (drive > reachSeconds) continue
      const centre = pair[0]
      let hole = size
      for (; hole > 0 && (seconds[hole - 1] as number) > drive; hole -= 1) {
        seconds[hole] = seconds[hole - 1] as number
        near[hole] = near[hole - 1] as number
      }
      seconds[hole] = drive
      near[hole] = centre
      hole = size
      for (; hole > 0 && (sorted[hole - 1] as number) > centre; hole -= 1) sorted[hole] = sorted[hole - 1] as number
      sorted[hole] = centre
      size += 1
    }
    const key = `${needWeight}|${keyOfCentres(sorted, size)}`
    const nearest = size === 0 ? -1 : (near[0] as number)
    const known = this.#cells.get(key)
    if (known !== undefined) return { cell: known, nearest }
    const cell = this.centresOfCell.length
    this.#cells.set(key, cell)
    this.centresOfCell.push(near.slice(0, size))
    this.weightOfCell.push(needWeight)
    return { cell, nearest }
  }
}
