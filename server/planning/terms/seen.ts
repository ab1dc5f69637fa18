import type { Compiled } from '../compile/compile.ts'
import type { Filling } from '../fill.ts'

/** Patients of one class seen in time, and their points: class rate × need weight each. */
export type SeenInClass = { amount: number; points: number }

/** For every stop (in filling order), what each class P1 to P4 brings. */
export function seenPerStop(compiled: Compiled, filling: Filling, stopCount: number): SeenInClass[][] {
  const { priorityClass, value } = compiled.demands
  const stops = Array.from({ length: stopCount }, () => [0, 1, 2, 3].map((): SeenInClass => ({ amount: 0, points: 0 })))
  for (const [bin, entries] of filling.seenIn.entries()) {
    const classes = stops[filling.bins[bin]?.stop ?? -1] as SeenInClass[]
    for (const [demand, amount] of entries) {
      const sum = classes[priorityClass[demand] as number] as SeenInClass
      sum.amount += amount
      sum.points += amount * (value[demand] as number)
    }
  }
  return stops
}
