import { useState } from 'preact/hooks'
import type { Duty, PersonLine } from '../../shared/administration.ts'
import type { LocalDate } from '../../shared/time.ts'
import { api, call } from '../api.ts'
import { today } from '../clock.ts'
import { formatDate } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DateInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'

/** Ends an assignment after a day, by default today or its first day when it is still to come. */
export function EndDutyDialog({
  person,
  duty,
  onClose,
  onDone,
}: {
  person: PersonLine
  duty: Duty
  onClose: () => void
  onDone: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const now = today.value ?? duty.from
  const [lastDay, setLastDay] = useState<string>(duty.standing === 'to_come' ? duty.from : now)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<string>()

  const end = async () => {
    setSaving(true)
    const day = lastDay as LocalDate
    const answer = await call(
      api.api.admin.duties[':dutyId'].end.$post({ param: { dutyId: duty.dutyId }, json: { lastDay: day } }),
    )
    setSaving(false)
    if (!answer.ok) return setError(answer.problem.message)
    showToast({ text: t.duty.ended(person.name, formatDate(day, { year: true })) })
    onDone()
    onClose()
  }
  return (
    <Dialog
      title={t.duty.endOf(person.name, duty.centreName)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="danger" busy={isSaving} disabled={lastDay === ''} onClick={() => void end()}>
            {t.duty.end}
          </Button>
        </>
      }
    >
      <DateInput
        label={t.duty.lastDay}
        hint={t.duty.lastDayHint}
        min={duty.from}
        value={lastDay}
        onInput={setLastDay}
        error={error}
      />
    </Dialog>
  )
}
