import { hc } from 'hono/client'
import type { Api } from '../server/app.ts'
import { typographic } from '../shared/place-names.ts'
import type { Problem } from '../shared/problem.ts'
import { UNATTENDED } from '../shared/unattended.ts'
import { noBreakSpaces } from './french-spaces.ts'
import { en } from './i18n/common.en.ts'
import { fr } from './i18n/common.fr.ts'
import { language } from './i18n/language.ts'
import { textIn } from './i18n/text.ts'
import { typographicPlaces } from './typographic-places.ts'

const TIMEOUT_MS = 60_000

/** The server's routes, typed from the server itself. Refusals come back in the language on screen. */
export const api = hc<Api>('/', {
  fetch: (input: RequestInfo | URL, init?: RequestInit) =>
    fetch(input, { ...init, signal: withTimeout(init?.signal), credentials: 'same-origin' }),
})

/** The option of a call that a screen makes by itself, again and again: whoever left it open is signed out all the same. */
export const unattended = { headers: { [UNATTENDED]: '1' } }

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem }

type JsonResponse<Value> = {
  readonly ok: boolean
  readonly status: number
  json(): Promise<Value>
}

/**
 * Waits for a call of `api` and returns its value or the Problem to show. Never throws: no network, a server that is
 * too slow or an answer that is not ours become the Problems `offline`, `timeout` and `unexpected_answer`.
 * An answer without content (204) has the value `undefined`. Aborted calls answer the Problem `aborted`.
 */
export async function call<Value>(response: Promise<JsonResponse<Value>>): Promise<Answer<Value>> {
  const text = textIn(language.value, fr, en)
  try {
    const answered = await response
    if (answered.status === 401) whenSignedOut()
    if (answered.status === 204) return { ok: true, value: undefined as Value }
    const body = typographicPlaces(await answered.json())
    if (answered.ok) return { ok: true, value: body as Value }
    if (isProblem(body)) {
      if (body.code === 'step_up_needed') whenProofNeeded()
      return { ok: false, problem: { ...body, message: noBreakSpaces(typographic(body.message)) } }
    }
    return { ok: false, problem: { code: 'unexpected_answer', message: text.unexpectedAnswer } }
  } catch (error) {
    return { ok: false, problem: problemOfFailure(error, text) }
  }
}

let whenSignedOut = (): void => {}

/** Says what to do when the server answers that nobody is signed in (401). */
export function onSignedOut(act: () => void): void {
  whenSignedOut = act
}

let whenProofNeeded = (): void => {}

/** Says what to do when the server wants a recent proof of identity before a sensitive change. */
export function onProofNeeded(act: () => void): void {
  whenProofNeeded = act
}

function problemOfFailure(error: unknown, text: typeof fr): Problem {
  const name = error instanceof Error ? error.name : ''
  if (name === 'TimeoutError') return { code: 'timeout', message: text.timeout }
  if (name === 'AbortError') return { code: 'aborted', message: text.offline }
  if (name === 'SyntaxError') return { code: 'unexpected_answer', message: text.unexpectedAnswer }
  return { code: 'offline', message: text.offline }
}

function withTimeout(signal: AbortSignal | null | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  return signal ? AbortSignal.any([signal, timeout]) : timeout
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'message' in body
}
