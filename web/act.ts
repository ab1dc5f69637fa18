import { useState } from 'preact/hooks'
import type { Problem } from '../shared/problem.ts'
import type { Answer } from './api.ts'

/**
 * What a form does when it is sent: whether its call is under way, and the problem the latest one met (null: none).
 * `act` waits for an answer and gives it back.
 */
export function useAct() {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const act = async <Value>(asked: Promise<Answer<Value>>): Promise<Answer<Value>> => {
    setBusy(true)
    setProblem(null)
    const answer = await asked
    setBusy(false)
    if (!answer.ok) setProblem(answer.problem)
    return answer
  }
  return { isBusy, problem, act }
}
