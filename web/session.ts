import { signal } from '@preact/signals'
import type { DemoPerson, SignedInPerson } from '../shared/person.ts'
import type { Problem } from '../shared/problem.ts'
import { api, call } from './api.ts'

/** Who is in front of the screen, as far as the server says. */
export type Session =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly problem: Problem }
  | ({ readonly status: 'signed_out' } & Installation)
  | ({ readonly status: 'signed_in'; readonly person: SignedInPerson } & Installation)

/** How this installation is set. `demoPeople` is empty outside the demonstration; no map style means the offline one. */
type Installation = {
  readonly demoPeople: readonly DemoPerson[]
  readonly triageMode: 'declared' | 'assisted'
  readonly mapStyleUrl: string | null
}

export const session = signal<Session>({ status: 'loading' })

/** The session ended while someone was working: they sign in again over the page, which keeps what they typed. */
export const hasExpired = signal(false)

/** To call when the server answers that nobody is signed in. */
export function noticeExpiry(): void {
  if (session.value.status === 'signed_in') hasExpired.value = true
}

/** Asks the server who is signed in. */
export async function loadSession(): Promise<void> {
  const answer = await call(api.api.session.$get())
  if (!answer.ok) {
    session.value = { status: 'failed', problem: answer.problem }
    return
  }
  const { person, demoPeople, triageMode, mapStyleUrl } = answer.value
  const installation = { demoPeople: demoPeople ?? [], triageMode, mapStyleUrl }
  hasExpired.value = false
  session.value = person ? { status: 'signed_in', person, ...installation } : { status: 'signed_out', ...installation }
}

/** Takes a fictitious account of the demonstration; the Problem when it is refused. */
export async function signInAs({ personId }: Pick<DemoPerson, 'personId'>): Promise<Problem | null> {
  const answer = await call(api.api.session.demo.$post({ json: { personId } }))
  if (!answer.ok) return answer.problem
  await loadSession()
  return null
}

/** Ends the session on the server and here. */
export async function signOut(): Promise<void> {
  await call(api.api.session.$delete())
  await loadSession()
}
