import { signal } from '@preact/signals'
import type { DemoPerson, SignedInPerson } from '../shared/person.ts'
import type { Problem } from '../shared/problem.ts'
import type { Activity } from '../shared/sign-in.ts'
import { api, call } from './api.ts'
import { en } from './i18n/common.en.ts'
import { fr } from './i18n/common.fr.ts'
import { language } from './i18n/language.ts'
import { textIn } from './i18n/text.ts'
import { leavePsc } from './sign-in.ts'

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
  readonly hasProSanteConnect: boolean
  /** Somebody came back from Pro Santé Connect and must choose where they work before anything opens. */
  readonly activities: readonly Activity[] | null
}

export const session = signal<Session>({ status: 'loading' })

/** The session ended while someone was working: they sign in again over the page, which keeps what they typed. */
export const hasExpired = signal(false)

/** The server refused a sensitive change until the person proves who they are again. */
export const needsProof = signal(false)

/** To call when the server answers that a recent proof of identity is needed. */
export function noticeStaleProof(): void {
  if (session.value.status === 'signed_in') needsProof.value = true
}

/** To call when the server answers that nobody is signed in. */
export function noticeExpiry(): void {
  if (session.value.status === 'signed_in') hasExpired.value = true
}

/** Asks the server who is signed in. */
export async function loadSession(): Promise<void> {
  const answer = await call(api.api.session.$get())
  if (!answer.ok) {
    session.value = (await keptSession(answer.problem)) ?? { status: 'failed', problem: answer.problem }
    return
  }
  const { person, demoPeople, ...rest } = answer.value
  const installation = { demoPeople: demoPeople ?? [], ...rest }
  if (await endLeftSession(person)) return
  hasExpired.value = false
  session.value = person ? { status: 'signed_in', person, ...installation } : { status: 'signed_out', ...installation }
  const { resumeNotes } = await import('./offline-notes.ts')
  await resumeNotes(person ?? null)
}

/** Nobody answers: whoever worked on this device within two days goes on with what it keeps, unless they left. */
async function keptSession({ code }: Problem): Promise<Session | null> {
  if (code !== 'offline' || localStorage.getItem(LEFT) !== null) return null
  const { readKept } = await import('./device-vault.ts')
  const kept = await readKept<Installation & { person: SignedInPerson }>('session')
  return kept && { status: 'signed_in', ...kept }
}

/** Says that somebody signed out without network: the server must still hear of it. */
const LEFT = 'escale.left'

/** Ends on the server a session left without network; false when there is none. */
async function endLeftSession(person: SignedInPerson | null): Promise<boolean> {
  if (localStorage.getItem(LEFT) === null) return false
  const ended = await call(api.api.session.$delete())
  if (!ended.ok) return false
  localStorage.removeItem(LEFT)
  if (person) await loadSession()
  return person !== null
}

/** Takes a fictitious account of the demonstration; the Problem when it is refused. */
export async function signInAs({ personId }: Pick<DemoPerson, 'personId'>): Promise<Problem | null> {
  const answer = await call(api.api.session.demo.$post({ json: { personId } }))
  if (!answer.ok) return answer.problem
  await loadSession()
  return null
}

/**
 * Ends the session on the server and here, and wipes what the device kept. Without network the server hears of it later;
 * refused only while notes made without network wait to be sent.
 */
export async function signOut(): Promise<Problem | null> {
  const [{ forgetAll }, { pendingNotes, sendNotes }] = await Promise.all([
    import('./device-vault.ts'),
    import('./offline-notes.ts'),
  ])
  if (pendingNotes.value.length > 0) await sendNotes()
  if (pendingNotes.value.length > 0) {
    const { notesWaiting } = textIn(language.value, fr, en)
    return { code: 'notes_waiting', message: notesWaiting(pendingNotes.value.length) }
  }
  const answer = await call(api.api.session.$delete())
  await forgetAll()
  if (!answer.ok) localStorage.setItem(LEFT, '1')
  if (answer.ok && answer.value.signOutAt) {
    // The browser keeps the page it leaves: whoever comes back to it must find nothing of anybody.
    session.value = { status: 'loading' }
    leavePsc(answer.value.signOutAt)
  } else await loadSession()
  return null
}
