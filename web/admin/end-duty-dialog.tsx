import { useState } from 'preact/hooks'
import type { Duty, PersonLine } from '../../shared/administration.ts'
import type { LocalDate } from '../../shared/time.ts'
import { useAct } from '../act.ts'
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
  const { isBusy, problem, act } = useAct()

  const end = async () => {
    const day = lastDay as LocalDate
    const param = { dutyId: duty.dutyId }
    const answer = await act(call(api.api.admin.duties[':dutyId'].end.$post({ param, json: { lastDay: day } })))
    if (!answer.ok) return
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
          <Button variant="danger" busy={isBusy} disabled={lastDay === ''} onClick={() => void end()}>
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
        error={problem?.message}
      />
    </Dialog>
  )
}
