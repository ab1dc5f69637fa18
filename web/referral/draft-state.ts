import { signal } from '@preact/signals'
import type { HostCentreId } from '../../shared/ids.ts'
import type { Draft } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { createRetry, type Waiting, waitingFor } from './retry.ts'

const SAVE_PAUSE_MS = 800

/**
 * Where the draft stands. `waiting`: it will be sent again by itself; `conflict`: another device changed it meanwhile;
 * `refused`: the server will not have it, and says why.
 */
export type DraftStatus =
  | { readonly kind: 'idle' | 'saving' | 'saved' | 'conflict' }
  | { readonly kind: 'waiting'; readonly reason: Waiting }
  | { readonly kind: 'refused'; readonly message: string }

/**
 * Keeps `read()` on the server a moment after each change, one sending at a time. A sending whose answer was lost on the
 * way is recognised and not taken for another device's. Nothing touches the device's own storage.
 */
export function createDraftState<Body extends object>(about: {
  draftId: string
  centreId: HostCentreId
  draft: Draft | undefined
  read: () => Body
}) {
  const { draftId, centreId, read } = about
  const status = signal<DraftStatus>({ kind: about.draft ? 'saved' : 'idle' })
  let revision = about.draft?.revision ?? 0
  let saved: Body | null = about.draft ? read() : null
  let lastTried = ''
  let isOver = false
  let hasChanged = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let line: Promise<void> = Promise.resolve()
  const retry = createRetry(() => void saveNow())

  const saveNow = (): Promise<void> => {
    clearTimeout(timer)
    line = line.then(save)
    return line
  }

  const save = async (): Promise<void> => {
    const body = read()
    if (isOver || status.value.kind === 'conflict' || body === saved) return
    status.value = { kind: 'saving' }
    const written = JSON.stringify(body)
    const json = { centreId, body: body as Record<string, unknown>, revision }
    const answer = await call(api.api.referrals.drafts[':draftId'].$put({ param: { draftId }, json }))
    if (answer.ok) {
      revision = answer.value.revision
      saved = body
      retry.succeeded()
      status.value = { kind: read() === body ? 'saved' : 'saving' }
    } else if (answer.problem.code === 'changed_meanwhile') await settle()
    else fail(answer.problem)
    lastTried = written
  }

  /** Somebody changed the draft since: us, when the answer to our last sending was lost; else another device. */
  const settle = async () => {
    const drafts = await call(api.api.referrals.drafts.$get())
    if (!drafts.ok) return fail(drafts.problem)
    const kept = drafts.value.find((draft) => draft.draftId === draftId)
    if (!kept || JSON.stringify(kept.body) !== lastTried) {
      status.value = { kind: 'conflict' }
      return
    }
    revision = kept.revision
    queueMicrotask(() => void saveNow())
  }

  const fail = (problem: Parameters<typeof waitingFor>[0]) => {
    const reason = waitingFor(problem)
    if (reason) retry.later(reason)
    status.value = reason ? { kind: 'waiting', reason } : { kind: 'refused', message: problem.message }
  }

  return {
    status,
    /** To call after each change: saves a moment later. */
    changed(): void {
      hasChanged = true
      const { kind } = status.value
      if (kind === 'conflict' || kind === 'waiting') return
      status.value = { kind: 'saving' }
      clearTimeout(timer)
      timer = setTimeout(() => void saveNow(), SAVE_PAUSE_MS)
    },
    saveNow,
    /** Whether the server holds this draft; saves it first when it never was. */
    async exists(): Promise<boolean> {
      if (revision === 0) await saveNow()
      return revision > 0
    },
    /** Whether something typed is not on the server yet. */
    hasUnsaved: () => hasChanged && !isOver && read() !== saved,
    /** After a conflict: this screen's version replaces the other one. */
    async keepMine(): Promise<void> {
      const drafts = await call(api.api.referrals.drafts.$get())
      if (!drafts.ok) return
      revision = drafts.value.find((draft) => draft.draftId === draftId)?.revision ?? 0
      status.value = { kind: 'saving' }
      saved = null
      await saveNow()
    },
    /** The referral is sent: the draft is no more. */
    end(): void {
      isOver = true
      clearTimeout(timer)
      retry.stop()
    },
    stop(): void {
      clearTimeout(timer)
      retry.stop()
    },
  }
}
