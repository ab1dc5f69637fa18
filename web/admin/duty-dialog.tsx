import { useState } from 'preact/hooks'
import type { PersonLine } from '../../shared/administration.ts'
import { addDays, mondayOf } from '../../shared/days.ts'
import { namedDepartment } from '../../shared/department-names.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { LocalDate } from '../../shared/time.ts'
import { useAct } from '../act.ts'
import { api, call } from '../api.ts'
import { today } from '../clock.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { DateInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'

const SHOWN_IN_PLACE = new Set<string | undefined>(['from', 'to', 'centreId'])

/** Assigns a person to a centre from a day, by default next Monday. */
export function DutyDialog({
  person,
  onClose,
  onDone,
}: {
  person: PersonLine
  onClose: () => void
  onDone: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const centres = useLoad(() => call(api.api.centres.$get()), [])
  const [centreId, setCentreId] = useState<HostCentreId | ''>('')
  const [from, setFrom] = useState<string>(today.value ? addDays(mondayOf(today.value), 7) : '')
  const [to, setTo] = useState('')
  const [isTried, setTried] = useState(false)
  const { isBusy, problem, act } = useAct()
  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  const centreName = valueIn(centres)?.find((centre) => centre.hostCentreId === centreId)?.name ?? ''

  const save = async () => {
    setTried(true)
    if (centreId === '' || from === '') return
    const json = {
      personId: person.personId,
      centreId,
      from: from as LocalDate,
      to: to === '' ? null : (to as LocalDate),
    }
    const answer = await act(call(api.api.admin.duties.$post({ json })))
    if (!answer.ok) return
    showToast({ text: t.duty.done(person.name, centreName) })
    onDone()
    onClose()
  }
  return (
    <Dialog
      title={t.duty.assignTo(person.name)}
      onClose={onClose}
      notice={problem && !SHOWN_IN_PLACE.has(problem.field) && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="primary" busy={isBusy} onClick={() => void save()}>
            {t.duty.assign}
          </Button>
        </>
      }
    >
      <Select
        label={t.duty.centre}
        empty={t.duty.chooseCentre}
        value={centreId}
        onChange={setCentreId}
        options={(valueIn(centres) ?? []).map(({ hostCentreId, name, department }) => ({
          value: hostCentreId,
          label: `${name} – ${namedDepartment(department)}`,
        }))}
        error={errorOf('centreId') ?? (isTried && centreId === '' ? t.duty.centreMissing : undefined)}
      />
      <DateInput
        label={t.duty.from}
        hint={t.duty.fromHint}
        value={from}
        onInput={setFrom}
        error={errorOf('from') ?? (isTried && from === '' ? t.duty.fromMissing : undefined)}
      />
      <DateInput label={t.duty.to} hint={t.duty.toHint} optional value={to} onInput={setTo} error={errorOf('to')} />
    </Dialog>
  )
}
