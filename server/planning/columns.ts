/** Numbers of one kind in memory that threads share, filled one after the other. */
export class NumberColumn<Numbers extends Int32Array | Float64Array> {
  readonly values: Numbers
  length = 0

  constructor(kind: { new (memory: SharedArrayBuffer): Numbers; readonly BYTES_PER_ELEMENT: number }, size: number) {
    this.values = new kind(new SharedArrayBuffer(size * kind.BYTES_PER_ELEMENT))
  }

  push(value: number): void {
    this.values[this.length] = value
    this.length += 1
  }

  /** A number of each item. */
  static of<Item>(items: readonly Item[], numberOf: (item: Item) => number): Float64Array {
    const column = new NumberColumn(Float64Array, items.length)
    for (const item of items) column.push(numberOf(item))
    return column.values
  }
}

/** Words told by their place in one list, each held once. */
export class WordColumn {
  readonly #places = new Map<string, number>()

  /** The place of a word of each item; −1 for null. */
  of<Item>(items: readonly Item[], wordOf: (item: Item) => string | null): Int32Array {
    const column = new NumberColumn(Int32Array, items.length)
    // The same word comes several times in a row more often than not.
    let last: string | null = null
    let place = -1
    for (const item of items) {
      const word = wordOf(item)
      if (word !== last) place = word === null ? -1 : this.#placeOf(word)
      last = word
      column.push(place)
    }
    return column.values
  }

  #placeOf(word: string): number {
    const known = this.#places.get(word)
    if (known !== undefined) return known
    this.#places.set(word, this.#places.size)
    return this.#places.size - 1
  }

  /** The words in the order of their places, as JSON. */
  text(): string {
    return JSON.stringify([...this.#places.keys()])
  }
}

/** A matrix row after row, whatever the length of each; a cell that is not a number is null. */
export type PackedMatrix = { readonly lengths: Int32Array; readonly cells: Float64Array }

/** Packs a matrix in memory that threads share. */
export function packMatrix(rows: readonly (readonly (number | null)[])[]): PackedMatrix {
  const lengths = new NumberColumn(Int32Array, rows.length)
  const cells = new NumberColumn(
    Float64Array,
    rows.reduce((sum, row) => sum + row.length, 0),
  )
  for (const row of rows) {
    lengths.push(row.length)
    for (let index = 0; index < row.length; index += 1) cells.push(row[index] ?? Number.NaN)
  }
  return { lengths: lengths.values, cells: cells.values }
}

/** The matrix that `packMatrix` packed. */
export function readMatrix({ lengths, cells }: PackedMatrix): (number | null)[][] {
  let next = 0
  return Array.from(lengths, (length) => {
    const row = new Array<number | null>(length)
    for (let index = 0; index < length; index += 1) {
      const cell = cells[next + index] as number
      row[index] = Number.isNaN(cell) ? null : whole(cell)
    }
    next += length
    return row
  })
}

/** The same number; one without a fraction takes half the room once the engine knows it for an integer. */
export function whole(value: number): number {
  const integer = value | 0
  return integer === value ? integer : value
}
