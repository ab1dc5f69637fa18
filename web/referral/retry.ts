import { effect } from '@preact/signals'
import type { Problem } from '../../shared/problem.ts'
import { session } from '../session.ts'

const FIRST_MS = 2_000
const LONGEST_MS = 60_000

/** What passes by itself, sooner or later: worth trying again without a word from anybody. */
const PASSING = ['offline', 'timeout', 'unexpected_answer', 'internal', 'too_many_requests']

/** Why something waits to be sent again: for the network, or for somebody to sign in; null: trying again is no use. */
export type Waiting = 'network' | 'sign_in'

/** What a refused sending waits for. */
export function waitingFor(problem: Problem): Waiting | null {
  if (problem.code === 'not_signed_in') return 'sign_in'
  return PASSING.includes(problem.code) ? 'network' : null
}

/**
 * Acts again after a failure: twice as late each time, from two seconds to a minute; at once when the network is back;
 * and, when the session has ended, only once somebody has signed in. `stop` lets go of everything.
 */
export function createRetry(act: () => void) {
  let pause = FIRST_MS
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: Waiting | null = null
  const fire = () => {
    clearTimeout(timer)
    waiting = null
    act()
  }
  const onOnline = () => {
    if (waiting === 'network') fire()
  }
  window.addEventListener('online', onOnline)
  let known = session.peek()
  const stopWatching = effect(() => {
    const current = session.value
    if (current === known) return
    known = current
    if (waiting === 'sign_in' && current.status === 'signed_in') queueMicrotask(fire)
  })
  return {
    later(reason: Waiting): void {
      clearTimeout(timer)
      waiting = reason
      if (reason === 'sign_in') return
      timer = setTimeout(fire, pause)
      pause = Math.min(pause * 2, LONGEST_MS)
    },
    succeeded(): void {
      clearTimeout(timer)
      waiting = null
      pause = FIRST_MS
    },
    stop(): void {
      clearTimeout(timer)
      window.removeEventListener('online', onOnline)
      stopWatching()
    },
  }
}
