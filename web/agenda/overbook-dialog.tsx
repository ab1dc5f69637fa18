import { useState } from 'preact/hooks'
import type { NotPlaced } from '../../shared/appointment.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { api, call } from '../api.ts'
import { formatDate } from '../format.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'

/** Adds a place beyond the agenda for one patient: a day, and a reason that stays visible. */
export function OverbookDialog({
  line,
  stop,
  onClose,
  onChanged,
}: {
  line: NotPlaced
  stop: StopSummary
  onClose: () => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en).overbookDialog
  const common = useText(commonFr, commonEn)
  const days = [...new Set(stop.sessions.map((session) => session.date))]
  const [date, setDate] = useState<LocalDate | undefined>(days[0])
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ field?: string | undefined; message: string }>()
  const name = line.patientName ?? ''
  const confirm = async () => {
    if (!date) return
    setBusy(true)
    const json = { referralId: line.referralId, stopId: stop.stopId, date, reason }
    const answer = await call(api.api.appointments.overbooked.$post({ json }))
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    onClose()
    await onChanged()
    showToast({ text: t.done(name) })
  }
  return (
    <Dialog
      title={t.title(name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="primary" busy={busy} onClick={() => void confirm()}>
            {t.confirm}
          </Button>
        </>
      }
    >
      <p class="soft">{t.intro}</p>
      <RadioGroup
        label={t.day}
        hint={t.dayHint}
        choices={days.map((one) => ({ value: one, label: formatDate(one) }))}
        value={date ?? null}
        onChange={setDate}
      />
      <TextArea
        label={t.reason}
        hint={t.reasonHint}
        value={reason}
        onInput={setReason}
        maxLength={300}
        error={problem?.field === 'reason' ? problem.message : undefined}
      />
      {problem && problem.field !== 'reason' && <Notice tone="error">{problem.message}</Notice>}
    </Dialog>
  )
}
