import { useState } from 'preact/hooks'
import type { StopId } from '../shared/ids.ts'
import type { Problem } from '../shared/problem.ts'
import type { LocalDate } from '../shared/time.ts'
import type { ReadinessItem, ReadinessState } from '../shared/tour.ts'
import { api, call } from './api.ts'
import { en as commonEn } from './i18n/common.en.ts'
import { fr as commonFr } from './i18n/common.fr.ts'
import { en } from './i18n/readiness.en.ts'
import { fr } from './i18n/readiness.fr.ts'
import { useText } from './i18n/text.ts'
import { ReadinessDocuments } from './readiness-documents.tsx'
import { wordItem } from './readiness-wording.ts'
import { Button } from './ui/button.tsx'
import { Dialog } from './ui/dialog.tsx'
import { Notice } from './ui/notice.tsx'
import { RadioGroup } from './ui/radio-group.tsx'
import { Select } from './ui/select.tsx'
import { DateInput, TextArea, TextInput } from './ui/text-input.tsx'
import { showToast } from './ui/toast.tsx'

const STATES: readonly ReadinessState[] = ['green', 'amber', 'red']
const OWNERS = ['centre', 'operator', 'specialist'] as const
type Owner = (typeof OWNERS)[number] | 'other'

const ownerOf = (owner: string | null): Owner => OWNERS.find((known) => known === owner) ?? 'other'

/** One point of a checklist, brought up to date: state, who sees to it, by when, a note, its papers. */
export function ReadinessDialog({
  stopId,
  line,
  onClose,
  onChanged,
}: {
  stopId: StopId
  line: ReadinessItem
  onClose: () => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const c = useText(commonFr, commonEn)
  const [state, setState] = useState<ReadinessState>(line.state)
  const [owner, setOwner] = useState<Owner>(ownerOf(line.owner))
  const [ownerName, setOwnerName] = useState(ownerOf(line.owner) === 'other' ? (line.owner ?? '') : '')
  const [dueDate, setDueDate] = useState<string>(line.dueDate ?? '')
  const [note, setNote] = useState(line.note ?? '')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const save = async () => {
    setBusy(true)
    const edit = {
      item: line.item,
      state,
      owner: owner === 'other' ? ownerName.trim() || null : owner,
      dueDate: dueDate === '' ? null : (dueDate as LocalDate),
      note: note.trim() || null,
    }
    const answer = await call(api.api.stops[':stopId'].readiness.$put({ param: { stopId }, json: edit }))
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.saved })
    onClose()
    await onChanged()
  }
  const owners = [...OWNERS, 'other' as const].map((value) => ({
    value,
    label: value === 'other' ? t.ownerOther : t.owner[value],
  }))
  return (
    <Dialog
      title={wordItem(line.item, line.label)}
      onClose={onClose}
      notice={problem && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{c.cancel}</Button>
          <Button variant="primary" busy={isBusy} onClick={() => void save()}>
            {t.save}
          </Button>
        </>
      }
    >
      <div class="stack">
        <RadioGroup
          label={t.stateLabel}
          value={state}
          onChange={setState}
          choices={STATES.map((value) => ({ value, label: t.state[value] }))}
        />
        <Select label={t.ownerLabel} options={owners} value={owner} onChange={setOwner} />
        {owner === 'other' && <TextInput label={t.ownerName} value={ownerName} maxLength={80} onInput={setOwnerName} />}
        <DateInput label={t.dueLabel} value={dueDate} onInput={setDueDate} />
        <TextArea label={t.note} hint={t.noteHint} value={note} maxLength={500} onInput={setNote} />
        <ReadinessDocuments stopId={stopId} line={line} onChanged={onChanged} />
      </div>
    </Dialog>
  )
}
