import { computed, type Signal, signal } from '@preact/signals'
import type { HostCentreId } from '../../shared/ids.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Protocol } from '../../shared/protocol.ts'
import type { Assessment, Draft, SentReferral } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { classInForce, emptyForm, formOfDraft, missingFields, type ReferValues, toRequest } from './refer-values.ts'

const SAVE_PAUSE_MS = 800
const ASSESS_PAUSE_MS = 400
/** A draft the network did not take is tried again this often, whether or not anything more is typed. */
const RETRY_MS = 5_000

/** Where the draft stands. `conflict`: another device changed it meanwhile. */
export type DraftStatus = 'idle' | 'saving' | 'saved' | 'failed' | 'conflict'

export type ReferState = ReturnType<typeof createReferState>

/**
 * The referral being written: its values, its draft on the server (saved a moment after each change), what the protocol
 * still asks, what was refused and what was answered. Nothing of it touches the device's own storage.
 */
export function createReferState(about: {
  centreId: HostCentreId
  specialty: string
  protocol: Protocol
  mode: 'declared' | 'assisted'
  draftId: string
  draft: Draft | undefined
}) {
  const { centreId, specialty, protocol, mode, draftId } = about
  const form = signal<ReferValues>(about.draft ? formOfDraft(about.draft.body) : emptyForm())
  const draftStatus = signal<DraftStatus>(about.draft ? 'saved' : 'idle')
  const assessment = signal<Assessment | null>(null)
  const problem = signal<Problem | null>(null)
  const hasTried = signal(false)
  const sending = signal(false)
  const sent = signal<SentReferral | null>(null)
  const missing = computed(() => missingFields(form.value, protocol, mode))

  let revision = about.draft?.revision ?? 0
  let hasTyped = false
  let saveTimer: ReturnType<typeof setTimeout> | undefined
  let assessTimer: ReturnType<typeof setTimeout> | undefined
  let underWay: Promise<void> | null = null

  const saveNow = async (): Promise<void> => {
    clearTimeout(saveTimer)
    if (underWay) await underWay
    if (sent.value || draftStatus.value === 'conflict') return
    draftStatus.value = 'saving'
    const written = form.value
    underWay = (async () => {
      const json = { centreId, body: { ...written } as Record<string, unknown>, revision }
      const answer = await call(api.api.referrals.drafts[':draftId'].$put({ param: { draftId }, json }))
      if (answer.ok) {
        revision = answer.value.revision
        draftStatus.value = form.value === written ? 'saved' : 'saving'
      } else if (answer.problem.code === 'changed_meanwhile') draftStatus.value = 'conflict'
      else {
        draftStatus.value = 'failed'
        saveTimer = setTimeout(() => void saveNow(), RETRY_MS)
      }
    })()
    await underWay
    underWay = null
  }

  const assess = async () => {
    const { lesions, background, attestation } = form.value
    const json = {
      specialty,
      lesions: lesions.map(({ answers }) => ({ answers })),
      background,
      attestation,
      priorityClass: classInForce(form.value),
    }
    const answer = await call(api.api.referrals.assess.$post({ json }))
    if (answer.ok) assessment.value = answer.value
  }

  const update = (change: Partial<ReferValues>) => {
    form.value = { ...form.value, ...change }
    hasTyped = true
    if (problem.value) problem.value = null
    clearTimeout(saveTimer)
    saveTimer = setTimeout(() => void saveNow(), SAVE_PAUSE_MS)
    clearTimeout(assessTimer)
    assessTimer = setTimeout(() => void assess(), ASSESS_PAUSE_MS)
  }

  /** Sends; what is refused stays on screen with its field, and the draft stays on the server. */
  const send = async (loweringConfirmed = false) => {
    hasTried.value = true
    if (missing.value.length > 0 || sending.value) return
    sending.value = true
    problem.value = null
    const json = toRequest(form.value, { centreId, specialty, draftId, loweringConfirmed })
    const answer = await call(api.api.referrals.$post({ json }))
    sending.value = false
    clearTimeout(saveTimer)
    if (answer.ok) sent.value = answer.value
    else problem.value = answer.problem
  }

  return {
    ...about,
    form: form as Signal<ReferValues>,
    draftStatus,
    assessment,
    problem,
    hasTried,
    sending,
    sent,
    missing,
    update,
    updatePatient: (change: Partial<ReferValues['patient']>) =>
      update({ patient: { ...form.value.patient, ...change } }),
    updateLesion: (at: number, change: ReferValues['lesions'][number]['answers']) =>
      update({
        lesions: form.value.lesions.map((lesion, index) =>
          index === at ? { answers: { ...lesion.answers, ...change } } : lesion,
        ),
      }),
    saveNow,
    /** Whether something typed is not on the server yet. */
    hasChanges: () => hasTyped && draftStatus.value !== 'saved' && !sent.value,
    assess,
    send,
    /** After a conflict: this screen's version replaces the other one. */
    async keepMine() {
      const drafts = await call(api.api.referrals.drafts.$get())
      if (!drafts.ok) return
      revision = drafts.value.find((draft) => draft.draftId === draftId)?.revision ?? 0
      draftStatus.value = 'failed'
      await saveNow()
    },
  }
}

/** What is wrong with a field of the form, if anything: refused by the server, or empty when sending was tried. */
export function faultOf(
  state: ReferState,
  field: string,
  words: { missing: string; mustAssess: string },
): string | undefined {
  const refused = state.problem.value
  const faults = refused?.details?.faults
  if (Array.isArray(faults)) {
    const own = faults.find((fault: { field?: string }) => fault.field === field) as { fault?: string } | undefined
    if (own) return own.fault
  } else if (refused?.field === field) return refused.message
  if (!state.hasTried.value) return undefined
  if (state.missing.value.includes(field)) return words.missing
  const isOpen = state.assessment.value?.open.some(
    ({ lesion, question }) =>
      field === (lesion === null ? `background.${question}` : `lesions.${lesion}.answers.${question}`),
  )
  return isOpen ? words.mustAssess : undefined
}
