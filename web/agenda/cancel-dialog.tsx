import { useState } from 'preact/hooks'
import type { AgendaSlot } from '../../shared/appointment.ts'
import { api, call } from '../api.ts'
import { formatDateTime } from '../format.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { useText } from '../i18n/text.ts'
import { nextHolderText } from '../next-holder.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { showToast } from '../ui/toast.tsx'

type Reason = 'patient_cancelled' | 'centre_cancelled'

/** Asks who cancels, says what follows, and cancels. */
export function CancelDialog({
  slot,
  onClose,
  onChanged,
}: {
  slot: AgendaSlot
  onClose: () => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en).cancelDialog
  const { done } = useText(fr, en)
  const entry = slot.appointment!
  const [reason, setReason] = useState<Reason>('patient_cancelled')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const confirm = async () => {
    setBusy(true)
    const answer = await call(
      api.api.appointments[':appointmentId'].cancel.$post({
        param: { appointmentId: entry.appointmentId },
        json: { reason, revision: entry.revision },
      }),
    )
    setBusy(false)
    if (!answer.ok) {
      setError(answer.problem.message)
      return onChanged()
    }
    onClose()
    await onChanged()
    showToast({ text: done.cancelled(entry.patientName, nextHolderText(answer.value.reoffered)) })
  }
  return (
    <Dialog
      title={t.title(entry.patientName)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.keep}</Button>
          <Button variant="danger" busy={busy} onClick={() => void confirm()}>
            {t.confirm}
          </Button>
        </>
      }
    >
      <p>{formatDateTime(slot.date, slot.start)}</p>
      <RadioGroup
        label={t.who}
        look="options"
        value={reason}
        onChange={setReason}
        choices={[
          { value: 'patient_cancelled', label: t.patient, hint: t.patientHint },
          { value: 'centre_cancelled', label: t.centre, hint: t.centreHint },
        ]}
      />
      <p class="soft">{t.after}</p>
      {error && <Notice tone="error">{error}</Notice>}
    </Dialog>
  )
}
