import { useRef, useState } from 'preact/hooks'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FieldError } from '../ui/field.tsx'
import { showFirstFault } from '../ui/first-fault.ts'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { BackgroundSection } from './background-section.tsx'
import { LesionsSection } from './lesion-section.tsx'
import { PatientSection } from './patient-section.tsx'
import { PrioritySection } from './priority-section.tsx'
import type { ReferState } from './refer-state.ts'
import { WishesSection } from './wishes-section.tsx'

/** The whole form on one page, in the order of a consultation, with its draft's state and what is left to do beside the button. */
export function ReferForm({ state }: { state: ReferState }) {
  const t = useText(fr, en)
  const form = useRef<HTMLFormElement>(null)
  const problem = state.problem.value
  const missing = state.missing.value.length
  const send = async () => {
    await state.send()
    requestAnimationFrame(() => showFirstFault(form.current))
  }
  return (
    <form
      ref={form}
      class="referral-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <DraftConflict state={state} />
      <PatientSection state={state} />
      <LesionsSection state={state} />
      <BackgroundSection state={state} />
      <PrioritySection state={state} />
      <WishesSection state={state} />
      <div class="referral-send">
        {state.hasTried.value && missing > 0 && (
          <div role="alert">
            <FieldError id="referral-missing">
              {t.toComplete} {t.leftToAnswer(missing)}.
            </FieldError>
          </div>
        )}
        {problem && problem.code !== 'confirm_lowering' && <Notice tone="error">{problem.message}</Notice>}
        {state.picturesLeft.value && <Notice tone="error">{t.picturesLeft}</Notice>}
        <div class="row-spread">
          <DraftLine state={state} />
          <Button type="submit" variant="primary" icon="arrow" busy={state.sending.value}>
            {t.send}
          </Button>
        </div>
      </div>
      {problem?.code === 'confirm_lowering' && <ConfirmLowering state={state} />}
    </form>
  )
}

const DRAFT_ICONS = { idle: 'clock', saving: 'clock', saved: 'check', waiting: 'warning', refused: 'warning' } as const

/** What becomes of what is typed: kept, on its way, or waiting for the network or for somebody to sign in. */
function DraftLine({ state }: { state: ReferState }) {
  const t = useText(fr, en)
  const status = state.draft.status.value
  if (status.kind === 'conflict') return <span />
  const words =
    status.kind === 'waiting'
      ? t.draftWaiting[status.reason]
      : status.kind === 'refused'
        ? t.draftRefused(status.message)
        : t.draftState[status.kind]
  return (
    <p class={`small referral-draft-${status.kind}`} role="status">
      <Icon name={DRAFT_ICONS[status.kind]} size={16} /> <span>{words}</span>
    </p>
  )
}

function DraftConflict({ state }: { state: ReferState }) {
  const t = useText(fr, en)
  if (state.draft.status.value.kind !== 'conflict') return null
  return (
    <Notice
      tone="warning"
      live
      actions={
        <>
          <Button onClick={() => window.location.reload()}>{t.draftTakeOther}</Button>
          <Button onClick={() => void state.draft.keepMine()}>{t.draftKeepMine}</Button>
        </>
      }
    >
      {t.draftConflict}
    </Notice>
  )
}

function ConfirmLowering({ state }: { state: ReferState }) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [isOpen, setOpen] = useState(true)
  if (!isOpen) return null
  return (
    <Dialog
      title={t.confirmLoweringTitle}
      onClose={() => setOpen(false)}
      actions={
        <>
          <Button onClick={() => setOpen(false)}>{common.cancel}</Button>
          <Button variant="danger" busy={state.sending.value} onClick={() => void state.send(true)}>
            {t.confirmLoweringYes}
          </Button>
        </>
      }
    >
      {t.confirmLowering}
    </Dialog>
  )
}
