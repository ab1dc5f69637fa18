import { useState } from 'preact/hooks'
import type { PriorityClass } from '../../shared/appointment.ts'
import { daysBetween } from '../../shared/days.ts'
import type { HostCentreId, ReferralId } from '../../shared/ids.ts'
import type { Problem } from '../../shared/problem.ts'
import type { AlternativeKind, SafetyAnswer } from '../../shared/referral.ts'
import type { LocalDate } from '../../shared/time.ts'
import { api, call } from '../api.ts'
import { ConflictChoice, conflictOf } from '../conflict.tsx'
import { formatDate, formatDateTime, formatMinutes } from '../format.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'
import { ContactsElsewhere } from './territory-contacts.tsx'

type Concerned = {
  readonly referralId: ReferralId
  readonly revision: number
  readonly priorityClass: PriorityClass
  readonly centreId: HostCentreId
  readonly specialty: string
}

/** What the safety rule answers for a referral, and, in a breach, each alternative one tap away. */
export function SafetyPanel({
  referral,
  safety,
  heldOn = null,
  onChosen,
}: {
  referral: Concerned
  safety: SafetyAnswer
  /** The day of the appointment the patient already has, late or not. */
  heldOn?: LocalDate | null
  onChosen: (chosen: { revision: number; safety: SafetyAnswer; kind: AlternativeKind }) => void
}) {
  const t = useText(fr, en)
  if (safety.verdict === 'breach') return <Breach {...{ referral, safety, heldOn, onChosen }} />
  if (safety.verdict === 'ok') {
    const { first } = safety
    const said =
      first.driveMinutes === 0
        ? t.safetyOkHere(formatDate(first.date), first.centreName)
        : t.safetyOk(formatDate(first.date), first.centreName, formatMinutes(first.driveMinutes))
    return (
      <Notice tone="success" live title={said}>
        {t.heldUntil(formatDate(safety.deadline))} {t.safetyOkMore}
      </Notice>
    )
  }
  if (safety.verdict === 'held') {
    return <Notice tone="success" title={t.safetyHeld(formatDate(safety.date))} />
  }
  return (
    <Notice title={t.safetyNoLimit}>
      {safety.next && t.safetyNext(formatDate(safety.next.date), safety.next.centreName)}
    </Notice>
  )
}

type BreachAnswer = Extract<SafetyAnswer, { verdict: 'breach' }>
type Choice = { kind: AlternativeKind; slotId?: string; stopId?: string; date?: string; text?: string }

function Breach({
  referral,
  safety,
  heldOn,
  onChosen,
}: {
  referral: Concerned
  safety: BreachAnswer
  heldOn: LocalDate | null
  onChosen: Parameters<typeof SafetyPanel>[0]['onChosen']
}) {
  const t = useText(fr, en)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const deadline = formatDate(safety.deadline)
  const isUrgent = safety.priorityClass === 'P1' || safety.priorityClass === 'P2'

  const [asked, setAsked] = useState<{ key: string; choice: Choice } | null>(null)
  const conflict = problem && conflictOf(problem)

  const choose = async (key: string, choice: Choice, revision = referral.revision) => {
    setBusy(key)
    setAsked({ key, choice })
    const json = { revision, ...choice } as never
    const param = { referralId: referral.referralId }
    const answer = await call(api.api.referrals[':referralId'].alternatives.$post({ param, json }))
    setBusy(null)
    if (!answer.ok) return setProblem(answer.problem)
    setProblem(null)
    showToast({ text: t.chosen(t.alternativeDone[choice.kind]) })
    onChosen({ ...answer.value, kind: choice.kind })
  }
  const option = (key: string, label: string, choice: Choice, disabled = false) => (
    <li key={key}>
      <Button
        class="referral-alternative"
        busy={busy === key}
        disabled={disabled || (busy !== null && busy !== key)}
        onClick={() => void choose(key, choice)}
      >
        {label}
      </Button>
    </li>
  )
  return (
    <Notice
      tone="error"
      title={t.breach(deadline, safety.priorityClass, safety.withinDays)}
      actions={
        <div class="referral-alternatives">
          <p>
            <strong>{t.choose}</strong>
          </p>
          <ul>
            {option('teleexpertise', t.alternatives.teleexpertise, { kind: 'teleexpertise' })}
            {option('hospital_call', t.alternatives.hospital_call, { kind: 'hospital_call' })}
            {safety.otherCentres.map((place) =>
              option(
                place.slotId,
                t.otherCentrePlace(
                  place.centreName,
                  formatDateTime(place.date, place.start),
                  formatMinutes(place.driveMinutes),
                ),
                { kind: 'other_centre', slotId: place.slotId },
              ),
            )}
            {safety.overbookable.map((day) =>
              option(`${day.stopId} ${day.date}`, t.overbookedDay(day.centreName, formatDate(day.date)), {
                kind: 'overbooked',
                stopId: day.stopId,
                date: day.date,
                text: t.overbookReason(safety.priorityClass, deadline),
              }),
            )}
            {option('waiting_list', t.alternatives.waiting_list, { kind: 'waiting_list' }, isUrgent)}
          </ul>
          <p class="small">
            {[
              safety.otherCentres.length === 0 && t.noOtherCentre,
              safety.overbookable.length === 0 && t.noOverbooking,
              isUrgent && t.waitingAloneRefused,
            ]
              .filter(Boolean)
              .join(' ')}
          </p>
          <ContactsElsewhere about={referral} />
          {problem && (
            <Notice tone={conflict ? 'warning' : 'error'}>
              {problem.message}
              {conflict && asked && (
                <ConflictChoice
                  mine={t.alternativeDone[asked.choice.kind]}
                  changes={conflict.changes}
                  busy={busy !== null}
                  onApply={() => void choose(asked.key, asked.choice, conflict.revision)}
                  onKeep={() => setProblem(null)}
                />
              )}
            </Notice>
          )}
        </div>
      }
    >
      {heldOn
        ? t.breachHeld(formatDate(heldOn), daysBetween(safety.deadline, heldOn))
        : safety.next
          ? t.breachNext(formatDate(safety.next.date), safety.next.daysLate)
          : t.breachNoNext}
    </Notice>
  )
}
