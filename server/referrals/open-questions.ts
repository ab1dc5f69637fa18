import { type Answers, urgency } from '../../shared/protocol.ts'
import { type CompiledProtocol, packAnswers } from './protocol.ts'

/** Below this urgency (P3, P4) an unassessed question never blocks a referral. */
const URGENT = urgency('P2', false)

/**
 * The questions left unassessed that could make this item more urgent than `floor` (an urgency, from `urgency()`),
 * alone or together: they must be answered before sending, because *not assessed* never counts as *no*.
 * Empty when whatever they hide could not lead to P1 or P2, or would not raise the floor.
 */
export function openQuestions(compiled: CompiledProtocol, answers: Answers, floor: number): string[] {
  const unassessed = [...compiled.signs, ...compiled.measures].filter(
    (id) => answers[id] === undefined || answers[id] === 'not_assessed',
  )
  const raises = (assumedPresent: ReadonlySet<string>): boolean => {
    const assumed: Answers = { ...answers }
    for (const id of unassessed) {
      const isMeasure = compiled.measures.includes(id)
      assumed[id] = assumedPresent.has(id) ? (isMeasure ? Number.POSITIVE_INFINITY : 'yes') : isMeasure ? 0 : 'no'
    }
    const rule = compiled.protocol.rules[compiled.judge(packAnswers(compiled, assumed))]!
    const reached = urgency(rule.priorityClass, rule.redFlag)
    return reached >= URGENT && reached > floor
  }
  const open = new Set<string>()
  let pool = new Set(unassessed)
  // Each round keeps a smallest set of the pool that still raises the class; the protocol being monotone, one pass finds it.
  while (raises(pool)) {
    const needed = new Set(pool)
    for (const id of pool) {
      needed.delete(id)
      if (!raises(needed)) needed.add(id)
    }
    if (needed.size === 0) break
    for (const id of needed) open.add(id)
    pool = new Set([...pool].filter((id) => !needed.has(id)))
  }
  return unassessed.filter((id) => open.has(id))
}
