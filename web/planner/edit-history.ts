/** A value with what it was before and what was undone, oldest first. */
export type History<Value> = {
  readonly past: readonly Value[]
  readonly present: Value
  readonly future: readonly Value[]
}

/** A history that starts at `present`. */
export function startHistory<Value>(present: Value): History<Value> {
  return { past: [], present, future: [] }
}

/** Goes on to a new value; what was undone is forgotten. */
export function advance<Value>({ past, present }: History<Value>, next: Value): History<Value> {
  return { past: [...past, present], present: next, future: [] }
}

/** Takes the last change back; the same history when there is none. */
export function undo<Value>(history: History<Value>): History<Value> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future] }
}

/** Does again what was undone last; the same history when there is nothing. */
export function redo<Value>(history: History<Value>): History<Value> {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.present], present: next, future }
}
