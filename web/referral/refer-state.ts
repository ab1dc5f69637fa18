import { computed, type Signal, signal } from '@preact/signals'
import type { HostCentreId } from '../../shared/ids.ts'
import type { PictureRules } from '../../shared/picture.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Protocol } from '../../shared/protocol.ts'
import type { Assessment, Draft, SentReferral } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { createDraftState } from './draft-state.ts'
import { createPicturesState } from './pictures-state.ts'
import { classInForce, emptyForm, formOfDraft, missingFields, type ReferValues, toRequest } from './refer-values.ts'

const ASSESS_PAUSE_MS = 400

export type ReferState = ReturnType<typeof createReferState>

/**
 * The referral being written: its values, its draft and its pictures on the server, what the protocol still asks, what was
 * refused and what was answered. `stop` lets go of what waits.
 */
export function createReferState(about: {
  centreId: HostCentreId
  specialty: string
  protocol: Protocol
  mode: 'declared' | 'assisted'
  pictureRules: PictureRules
  draftId: string
  draft: Draft | undefined
}) {
  const { centreId, specialty, protocol, mode, draftId } = about
  const form = signal<ReferValues>(about.draft ? formOfDraft(about.draft.body) : emptyForm(specialty))
  const draft = createDraftState({ draftId, centreId, draft: about.draft, read: () => form.value })
  const pictures = createPicturesState({ draftId, specialty, rules: about.pictureRules, draftExists: draft.exists })
  const assessment = signal<Assessment | null>(null)
  const problem = signal<Problem | null>(null)
  const hasTried = signal(false)
  const sending = signal(false)
  /** A picture did not reach the server when the referral was to leave. */
  const picturesLeft = signal(false)
  const sent = signal<SentReferral | null>(null)
  const missing = computed(() => missingFields(form.value, protocol, mode))
  let assessTimer: ReturnType<typeof setTimeout> | undefined

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
    if (problem.value) problem.value = null
    draft.changed()
    clearTimeout(assessTimer)
    assessTimer = setTimeout(() => void assess(), ASSESS_PAUSE_MS)
  }

  /** Sends; what is refused stays on screen with its field, and the draft stays on the server. */
  const send = async (loweringConfirmed = false) => {
    hasTried.value = true
    if (missing.value.length > 0 || sending.value) return
    sending.value = true
    problem.value = null
    picturesLeft.value = !(await pictures.settle())
    if (!picturesLeft.value) {
      const json = toRequest(form.value, { centreId, specialty, draftId, loweringConfirmed })
      const answer = await call(api.api.referrals.$post({ json }))
      if (answer.ok) {
        draft.end()
        sent.value = answer.value
      } else problem.value = answer.problem
    }
    sending.value = false
  }

  return {
    ...about,
    form: form as Signal<ReferValues>,
    draft,
    pictures,
    picturesLeft,
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
          index === at ? { ...lesion, answers: { ...lesion.answers, ...change } } : lesion,
        ),
      }),
    /** Whether leaving now would lose something. */
    hasUnsaved: () => !sent.value && (draft.hasUnsaved() || pictures.hasUnsent()),
    assess,
    send,
    stop: () => {
      clearTimeout(assessTimer)
      draft.stop()
      pictures.stop()
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
