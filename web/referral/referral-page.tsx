import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso/router'
import type { ReferralId } from '../../shared/ids.ts'
import type { ReferralRecord } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { formatDate, formatDateTime } from '../format.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { formatMoment } from '../moment.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { showToast } from '../ui/toast.tsx'
import { AdviceSection } from './advice-section.tsx'
import { ClinicalFacts } from './clinical-facts.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { ContactFacts } from './contact-facts.tsx'
import { HistoryList } from './history-list.tsx'
import { PersonData } from './person-data.tsx'
import { PriorityDialog } from './priority-dialog.tsx'
import { RedFlags } from './red-flags.tsx'
import { SafetyPanel } from './safety-panel.tsx'
import { ContactsElsewhere } from './territory-contacts.tsx'
import { VisitsSection } from './visits-section.tsx'
import { patientNameOf } from './wording.ts'
import './referral.css'

/** One referral of the centre: where it stands, what was seen, what was answered, and what a GP can decide. */
export function ReferralPage() {
  const t = useText(fr, en)
  const { params } = useRoute()
  const referralId = params.referralId as ReferralId
  const record = useLoad(() => call(api.api.referrals[':referralId'].$get({ param: { referralId } })), [referralId])
  const known = valueIn(record)
  if (known) return <Opened record={known as ReferralRecord} onChanged={() => void record.reload()} />
  return (
    <Page title={t.one} actions={<ToQueue />}>
      <Loaded load={record} lines={10}>
        {() => null}
      </Loaded>
    </Page>
  )
}

function ToQueue() {
  const t = useText(fr, en)
  return (
    <LinkButton href="/file" icon="left" variant="quiet">
      {t.seeQueue}
    </LinkButton>
  )
}

function Opened({ record, onChanged }: { record: ReferralRecord; onChanged: () => void }) {
  const t = useText(fr, en)
  const [asking, setAsking] = useState<'priority' | 'close' | null>(null)
  const { patient } = record
  const isOpen = record.state !== 'seen' && record.state !== 'closed'
  const done = () => {
    setAsking(null)
    onChanged()
  }
  return (
    <Page
      title={patientNameOf(patient)}
      windowTitle={t.one}
      intro={t.born(formatDate(patient.birthDate, { weekday: false, year: true }))}
      actions={
        <>
          <ToQueue />
          <LinkButton href={`/adressages/${record.referralId}/courrier`} icon="print">
            {t.letter}
          </LinkButton>
          {isOpen && <Button onClick={() => setAsking('priority')}>{t.changePriority}</Button>}
          {isOpen && <Button onClick={() => setAsking('close')}>{t.closeReferral}</Button>}
        </>
      }
    >
      <section class="card referral-section">
        <div class="row">
          <PriorityBadge
            priorityClass={record.callToday ? 'R' : record.priorityClass}
            protocol={record.protocol}
            full
          />
          <Badge tone={record.state === 'booked' ? 'success' : record.state === 'closed' ? 'neutral' : 'info'}>
            {t.state[record.state]}
          </Badge>
          <span>
            {record.deadline ? t.deadline(formatDate(record.deadline, { year: true })) : t.noDeadline}
            {isOpen && record.daysLeft !== null && ` (${t.daysLeft(record.daysLeft)})`}
          </span>
        </div>
        <p class="soft">{t.sentBy(record.author, formatMoment(record.sentAt))}</p>
        {record.closedReason && <p>{t.closed(t.closeReasons[record.closedReason])}</p>}
        {record.held && (
          <p>
            <strong>{t.held(formatDateTime(record.held.date, record.held.start), record.held.centreName)}</strong>
          </p>
        )}
        {record.callToday && isOpen && <RedFlags protocol={record.protocol} centreId={record.centreId} />}
        <Alerts record={record} onChanged={onChanged} />
        {isOpen && record.state !== 'redirected' && (
          <SafetyPanel
            referral={record}
            safety={record.safety}
            heldOn={record.held?.date ?? null}
            onChosen={onChanged}
          />
        )}
        {record.alternatives.length > 0 && (
          <div>
            <h3>{t.chosenAlternatives}</h3>
            <ul>
              {record.alternatives.map((chosen) => (
                <li key={`${chosen.kind} ${chosen.chosenAt}`}>
                  {t.alternativeDone[chosen.kind]} – {chosen.chosenBy}, {formatMoment(chosen.chosenAt)}
                  {chosen.detail && <span class="soft"> ({chosen.detail})</span>}
                </li>
              ))}
            </ul>
          </div>
        )}
        {record.state === 'redirected' && <ContactsElsewhere about={record} />}
      </section>
      <AdviceSection record={record} onChanged={onChanged} />
      <VisitsSection record={record} onChanged={onChanged} />
      <div class="referral-halves">
        <ClinicalFacts record={record} />
        <ContactFacts record={record} />
      </div>
      <PersonData record={record} isGp onChanged={onChanged} />
      <HistoryList record={record} />
      {asking === 'priority' && <PriorityDialog record={record} onClose={() => setAsking(null)} onDone={done} />}
      {asking === 'close' && <CloseDialog record={record} onClose={() => setAsking(null)} onDone={done} />}
    </Page>
  )
}

/** Alerts a named person can acknowledge; a breach ends by a choice, made in the panel below. */
function Alerts({ record, onChanged }: { record: ReferralRecord; onChanged: () => void }) {
  const t = useText(fr, en)
  const acknowledge = async (alertId: ReferralRecord['alerts'][number]['alertId']) => {
    const answer = await call(api.api.referrals.alerts[':alertId'].acknowledge.$post({ param: { alertId } }))
    showToast(answer.ok ? { text: t.alertNoted } : { text: answer.problem.message, tone: 'error' })
    onChanged()
  }
  const tell = async (alertId: ReferralRecord['alerts'][number]['alertId']) => {
    const answer = await call(api.api.referrals.alerts[':alertId'].reached.$post({ param: { alertId } }))
    showToast(answer.ok ? { text: t.alertNoted } : { text: answer.problem.message, tone: 'error' })
    onChanged()
  }
  return (
    <>
      {record.alerts
        .filter((alert) => alert.kind !== 'breach')
        .map((alert) => (
          <Notice
            key={alert.alertId}
            tone="warning"
            title={t.alert[alert.kind]}
            actions={
              <>
                {alert.kind !== 'outcome_missing' && !alert.takenBy && (
                  <Button onClick={() => void acknowledge(alert.alertId)}>{t.alertAck[alert.kind]}</Button>
                )}
                {alert.kind === 'not_reached' && (
                  <Button onClick={() => void tell(alert.alertId)}>{t.alertTold}</Button>
                )}
              </>
            }
          >
            {formatMoment(alert.raisedAt)}
            {alert.takenBy && ` – ${t.alertTaken(alert.takenBy)}`}
            {alert.kind === 'outcome_missing' && ` – ${t.outcomeMissing}`}
          </Notice>
        ))}
    </>
  )
}
