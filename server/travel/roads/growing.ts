type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array

/** A list of numbers that grows without a JavaScript object per number. */
export type Growing<A extends Numbers> = {
  readonly length: number
  push(value: number): void
  at(index: number): number
  /** The numbers so far, as one array of exactly their count. */
  values(): A
}

/** Starts an empty list stored in arrays made by `make`. */
export function growing<A extends Numbers>(make: (length: number) => A): Growing<A> {
  let array = make(1024)
  let length = 0
  return {
    get length() {
      return length
    },
    push(value) {
      if (length === array.length) {
        const larger = make(length * 2)
        larger.set(array)
        array = larger
      }
      array[length++] = value
    },
    at: (index) => array[index]!,
    values: () => array.slice(0, length) as A,
  }
}
