import type { ModelData } from 'highs'
import type { Highs } from './highs.ts'

/** A sparse row under construction: columns and their factors. */
export type RowEntries = [column: number, factor: number][]

/** Collects columns and rows of a linear model to maximise, then hands them to HiGHS in its own arrays. */
export class LinearModel {
  readonly cost: number[] = []
  readonly lower: number[] = []
  readonly upper: number[] = []
  readonly isInteger: boolean[] = []
  readonly rowLower: number[] = []
  readonly rowUpper: number[] = []
  readonly #rowStarts: number[] = [0]
  readonly #columns: number[] = []
  readonly #factors: number[] = []

  /** Adds a column and gives its index. */
  column(cost: number, upper: number, isInteger: boolean): number {
    this.cost.push(cost)
    this.lower.push(0)
    this.upper.push(upper)
    this.isInteger.push(isInteger)
    return this.cost.length - 1
  }

  /** Adds `lower ≤ entries ≤ upper` and gives its index. */
  row(lower: number, upper: number, entries: RowEntries): number {
    for (const [column, factor] of entries) {
      this.#columns.push(column)
      this.#factors.push(factor)
    }
    this.#rowStarts.push(this.#columns.length)
    this.rowLower.push(lower)
    this.rowUpper.push(upper)
    return this.rowLower.length - 1
  }

  /** The model as HiGHS takes it. */
  data(highs: Highs): ModelData {
    return {
      numCols: this.cost.length,
      numRows: this.rowLower.length,
      sense: highs.constants.objectiveSense.maximize,
      colCost: Float64Array.from(this.cost),
      colLower: Float64Array.from(this.lower),
      colUpper: Float64Array.from(this.upper),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      integrality: Int32Array.from(this.isInteger, (is) => (is ? 1 : 0)),
      matrix: {
        format: 'csr',
        numRows: this.rowLower.length,
        numCols: this.cost.length,
        starts: Int32Array.from(this.#rowStarts),
        indices: Int32Array.from(this.#columns),
        values: Float64Array.from(this.#factors),
      },
    }
  }
}
