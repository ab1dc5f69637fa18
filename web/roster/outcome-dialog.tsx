import { useState } from 'preact/hooks'
import type { Problem } from '../../shared/problem.ts'
import type { OutcomeCode } from '../../shared/protocol.ts'
import type { DayVisit } from '../../shared/roster.ts'
import type { LocalDate } from '../../shared/time.ts'
import { api, call } from '../api.ts'
import { today } from '../clock.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { DateInput, TextArea, TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { LetterField } from './letter-field.tsx'
import { useProtocol, worded } from './protocol.ts'

/** What the specialist concluded: one tap for the outcome, one to send it; an excision also needs an owner and a date. */
export function OutcomeDialog({
  line,
  specialty,
  onClose,
  onSaved,
}: {
  line: DayVisit
  specialty: string
  onClose: () => void
  onSaved: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const protocol = useProtocol(specialty)
  const [outcome, setOutcome] = useState<OutcomeCode | null>(line.visit?.outcome ?? null)
  const [report, setReport] = useState(line.visit?.report ?? '')
  const [owner, setOwner] = useState(line.visit?.resultOwner ?? '')
  const [due, setDue] = useState<string>(line.visit?.resultDue ?? '')
  const [letter, setLetter] = useState(line.visit?.letterSentAt === null ? line.visit.letter : null)
  const [isLetterSent, setLetterSent] = useState(true)
  const [isTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const chosen =
    protocol.status === 'loaded' ? protocol.value.protocol.outcomes.find(({ id }) => id === outcome) : undefined
  const needsOwner = chosen?.needsOwnerAndDeadline === true
  const isMissing = outcome === null || (needsOwner && (owner.trim() === '' || due === ''))

  const answerOf = (chosenOutcome: OutcomeCode) => ({
    appointmentId: line.appointmentId,
    outcome: chosenOutcome,
    report,
    resultOwner: needsOwner ? owner.trim() || null : null,
    resultDue: needsOwner && due !== '' ? (due as LocalDate) : null,
  })
  const save = async () => {
    setTried(true)
    if (outcome === null || isMissing) return
    setSaving(true)
    const answer = await call(
      api.api.referrals.outcomes.$post({
        json: {
          ...answerOf(outcome),
          letter: outcome === 'did_not_come' || letter?.trim() === '' ? null : letter,
          sendLetter: isLetterSent,
        },
      }),
    )
    setSaving(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.saved(line.patientName) })
    onSaved()
    onClose()
  }
  return (
    <Dialog
      title={t.recordFor(line.patientName)}
      onClose={onClose}
      notice={problem && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="primary" busy={isSaving} onClick={() => void save()}>
            {isLetterSent && outcome !== 'did_not_come' ? t.saveAndSend : common.save}
          </Button>
        </>
      }
    >
      <Loaded load={protocol} lines={6}>
        {({ protocol: { outcomes } }) => (
          <RadioGroup
            look="options"
            label={t.outcome}
            value={outcome}
            onChange={setOutcome}
            error={isTried && outcome === null ? t.outcomeMissing : undefined}
            choices={outcomes.map(({ id, label, resultDays }) => ({
              value: id,
              label: worded(label),
              hint: id === outcome && resultDays !== null ? t.resultHint(resultDays) : undefined,
            }))}
          />
        )}
      </Loaded>
      {needsOwner && (
        <>
          <Notice>{t.excisionNote}</Notice>
          <TextInput
            label={t.owner}
            hint={t.ownerHint}
            maxLength={120}
            value={owner}
            onInput={setOwner}
            error={isTried && owner.trim() === '' ? t.ownerMissing : undefined}
          />
          <DateInput
            label={t.due}
            min={today.value ?? undefined}
            value={due}
            onInput={setDue}
            error={isTried && due === '' ? t.dueMissing : undefined}
          />
        </>
      )}
      {outcome !== 'did_not_come' && (
        <>
          <TextArea label={t.report} hint={t.reportHint} optional maxLength={4000} value={report} onInput={setReport} />
          {outcome !== null && (
            <LetterField
              answer={answerOf(outcome)}
              value={letter}
              isSent={isLetterSent}
              onInput={setLetter}
              onSend={setLetterSent}
            />
          )}
        </>
      )}
    </Dialog>
  )
}
