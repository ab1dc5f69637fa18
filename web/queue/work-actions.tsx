import { useState } from 'preact/hooks'
import type { WorkLine } from '../../shared/queue.ts'
import { type Answer, api, call } from '../api.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { showToast } from '../ui/toast.tsx'

/** Alerts a named person may take note of; the others end by an act. */
const NOTED = ['call_today', 'result_overdue', 'review_due'] as const

/** What can be done of a line from the list itself; the rest is done on the referral, one tap away. */
export function WorkActions({ line, isGp, onChanged }: { line: WorkLine; isGp: boolean; onChanged: () => void }) {
  const t = useText(fr, en)
  const [isBusy, setBusy] = useState(false)
  const name = line.patientName
  const run = async (act: Promise<Answer<unknown>>, done: string) => {
    setBusy(true)
    const answer = await act
    setBusy(false)
    showToast(answer.ok ? { text: done } : { text: answer.problem.message, tone: 'error' })
    onChanged()
  }
  const button = (label: string, act: () => Promise<Answer<unknown>>, done = t.noted) => (
    <Button size="s" busy={isBusy} aria-label={t.actFor(label, name)} onClick={() => void run(act(), done)}>
      {label}
    </Button>
  )
  const open = (label: string) => (
    <LinkButton href={`/adressages/${line.referralId}`} size="s">
      {label}
      <span class="visually-hidden"> : {name}</span>
    </LinkButton>
  )
  const { alertId, appointment, visit } = line
  const noted = alertId ? NOTED.find((kind) => kind === line.kind) : undefined
  const arrival = (attendance: 'arrived' | 'no_show') => () =>
    call(
      api.api.appointments[':appointmentId'].arrival.$post({
        param: { appointmentId: appointment!.appointmentId },
        json: { attendance, revision: appointment!.revision },
      }),
    )
  const acknowledge = () =>
    call(api.api.referrals.alerts[':alertId'].acknowledge.$post({ param: { alertId: alertId! } }))
  const tell = () => call(api.api.referrals.alerts[':alertId'].reached.$post({ param: { alertId: alertId! } }))
  const receive = () => call(api.api.referrals.visits[':visitId'].result.$post({ param: { visitId: visit!.visitId } }))
  return (
    <div class="row no-print">
      {line.kind === 'outcome_missing' && appointment && (
        <>
          {appointment.state !== 'arrived' && button(t.cameNot, arrival('no_show'))}
          {appointment.state !== 'arrived' && button(t.came, arrival('arrived'))}
        </>
      )}
      {visit && (line.kind === 'result_overdue' || line.kind === 'result_owed') && button(t.received, receive)}
      {line.kind === 'not_reached' && (
        <>
          {!line.takenBy && button(t.take, acknowledge)}
          {button(t.told, tell, t.toldNoted)}
          {!isGp && (
            <LinkButton href="/appels" size="s">
              {t.callList}
              <span class="visually-hidden"> : {name}</span>
            </LinkButton>
          )}
        </>
      )}
      {noted && button(t.act[noted], acknowledge)}
      {isGp && open(t.opens[line.kind])}
    </div>
  )
}
