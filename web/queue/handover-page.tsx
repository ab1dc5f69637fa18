import type { ComponentChildren } from 'preact'
import type { Handover, QueueLine } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { today } from '../clock.ts'
import { formatDate } from '../format.ts'
import { language } from '../i18n/language.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { formatMoment, formatMomentDay } from '../moment.ts'
import { CentrePicker, useMyCentre } from '../my-centre.tsx'
import { PriorityBadge } from '../priority-badge.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { showToast } from '../ui/toast.tsx'
import './queue.css'

/** What the doctor who arrives on Monday takes over. */
export function HandoverPage() {
  const t = useText(fr, en)
  const mine = useMyCentre()
  const { centreId } = mine
  const handover = useLoad(centreId ? () => call(api.api.referrals.handover.$get({ query: { centreId } })) : null, [
    centreId,
  ])
  return (
    <Page
      title={t.handoverTitle}
      intro={mine.centre?.name}
      actions={
        <>
          <LinkButton href="/file" icon="left" variant="quiet">
            {t.back}
          </LinkButton>
          <PrintButton />
        </>
      }
    >
      <CentrePicker mine={mine} />
      <Loaded load={handover} lines={12}>
        {(value) => <Taken handover={value} onChanged={() => void handover.reload()} />}
      </Loaded>
    </Page>
  )
}

function Taken({ handover, onChanged }: { handover: Handover; onChanged: () => void }) {
  const t = useText(fr, en)
  const receive = async (visitId: string) => {
    const answer = await call(api.api.referrals.visits[':visitId'].result.$post({ param: { visitId } }))
    showToast(answer.ok ? { text: t.noted } : { text: answer.problem.message, tone: 'error' })
    onChanged()
  }
  return (
    <>
      <p class="soft">{t.handoverIntro(formatDate(handover.since))}</p>
      {today.value && <p class="queue-printed">{t.handoverPrinted(formatDate(today.value, { year: true }))}</p>}
      <Part title={t.atRisk} help={t.atRiskHelp} count={handover.atRisk.length} none={t.noRisk} isRisk>
        <Lines lines={handover.atRisk} />
      </Part>
      <Part
        title={t.unrecorded}
        help={t.unrecordedHelp}
        count={handover.unrecorded.length}
        none={t.noUnrecorded}
        isRisk
      >
        <ul class="queue-handover">
          {handover.unrecorded.map((visit) => (
            <li key={`${visit.referralId} ${visit.date}`}>
              <PriorityBadge priorityClass={visit.priorityClass} />
              <a href={`/adressages/${visit.referralId}`}>{visit.patientName}</a>
              <span>
                {t.visitOf(formatDate(visit.date), visit.centreName)} {visit.arrived ? t.visitArrived : t.visitUnsaid}
              </span>
              {visit.escalated && <Badge tone="error">{t.escalated}</Badge>}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t.owed} count={handover.owed.length} none={t.noOwed}>
        <ul class="queue-handover">
          {handover.owed.map((owed) => (
            <li key={owed.visitId}>
              <a href={`/adressages/${owed.referralId}`}>{owed.patientName}</a>
              <span>{t.outcome[owed.outcome]}</span>
              {owed.resultDue && (
                <span class={owed.daysLeft !== null && owed.daysLeft < 0 ? 'queue-late' : 'soft'}>
                  {t.resultDue(formatDate(owed.resultDue))}
                </span>
              )}
              <Button size="s" aria-label={t.receivedFor(owed.patientName)} onClick={() => void receive(owed.visitId)}>
                {t.received}
              </Button>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t.answered} count={handover.answered.length} none={t.noAnswered}>
        <ul class="queue-handover">
          {handover.answered.map((visit) => (
            <li key={`${visit.referralId} ${visit.recordedAt}`}>
              <a href={`/adressages/${visit.referralId}`}>{visit.patientName}</a>
              <span>{t.outcome[visit.outcome]}</span>
              <span class="soft">{t.answeredBy(visit.specialistName, formatMoment(visit.recordedAt))}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t.fresh} count={handover.fresh.length} none={t.noFresh}>
        <Lines lines={handover.fresh} />
      </Part>
      <Part title={t.waiting} count={handover.waiting.length} none={t.noWaiting}>
        <Lines lines={handover.waiting} />
      </Part>
    </>
  )
}

function Part({
  title,
  help,
  count,
  none,
  isRisk,
  children,
}: {
  title: string
  help?: string
  count: number
  none: string
  isRisk?: boolean
  children: ComponentChildren
}) {
  return (
    <section class="card queue-part">
      <h2>
        {title} {count > 0 && <Badge tone={isRisk ? 'error' : 'neutral'}>{count}</Badge>}
      </h2>
      {help && count > 0 && <p class="soft small">{help}</p>}
      {count === 0 ? <p class="soft">{none}</p> : children}
    </section>
  )
}

function Lines({ lines }: { lines: readonly QueueLine[] }) {
  const t = useText(fr, en)
  return (
    <ul class="queue-handover">
      {lines.map((line) => (
        <li key={line.referralId}>
          <PriorityBadge priorityClass={line.callToday ? 'R' : line.priorityClass} />
          <a href={`/adressages/${line.referralId}`}>{line.patientName}</a>
          {line.summary && <span class="small">{line.summary[language.value]}</span>}
          <span class="small soft">
            {line.birthDate.slice(0, 4)} · {t.sentOn(formatMomentDay(line.sentAt))}
          </span>
          {line.deadline && (
            <span class="small soft">
              {t.deadline(formatDate(line.deadline))} ({t.daysLeft(line.daysLeft!)})
            </span>
          )}
          {line.safety === 'breach' && <Badge tone="error">{t.safety.breach}</Badge>}
          {line.safety !== 'breach' && line.alert && <Badge tone="warning">{t.work[line.alert.kind]}</Badge>}
        </li>
      ))}
    </ul>
  )
}
