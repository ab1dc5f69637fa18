import type { AlertLine } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { useText } from '../i18n/text.ts'
import { formatMoment } from '../moment.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'

/** What cannot wait, fewest days left first. A breach leads to its alternatives; the rest is acknowledged by name. */
export function AlertsList({
  alerts,
  isGp,
  onChanged,
}: {
  alerts: readonly AlertLine[]
  isGp: boolean
  onChanged: () => void
}) {
  const t = useText(fr, en)
  if (alerts.length === 0) return <Notice tone="success">{t.noAlert}</Notice>
  const acknowledge = async ({ alertId }: AlertLine) => {
    const answer = await call(api.api.referrals.alerts[':alertId'].acknowledge.$post({ param: { alertId } }))
    showToast(answer.ok ? { text: t.noted } : { text: answer.problem.message, tone: 'error' })
    onChanged()
  }
  return (
    <section class="stack-tight" aria-labelledby="queue-alerts">
      <h2 id="queue-alerts">
        {t.alerts} <Badge tone="error">{alerts.length}</Badge>
      </h2>
      <ul class="queue-alerts">
        {alerts.map((alert) => {
          const act = t.act[alert.kind]
          const name = alert.patientName
          return (
            <li key={alert.alertId} class={`queue-alert${alert.escalatedAt ? ' queue-alert-escalated' : ''}`}>
              <div class="queue-alert-facts">
                <p class="row">
                  <PriorityBadge priorityClass={alert.kind === 'call_today' ? 'R' : alert.priorityClass} />
                  <strong>{name}</strong>
                  {alert.daysLeft !== null && (
                    <span class={alert.daysLeft < 0 ? 'queue-late' : ''}>{t.daysLeft(alert.daysLeft)}</span>
                  )}
                </p>
                <p>
                  {t.alert[alert.kind]} <span class="soft small">{t.since(formatMoment(alert.raisedAt))}</span>
                </p>
                {alert.escalatedAt && (
                  <p class="queue-escalated">
                    <Icon name="warning" size={16} /> {t.escalated}
                  </p>
                )}
              </div>
              {isGp && alert.kind === 'breach' && (
                <LinkButton href={`/adressages/${alert.referralId}`} size="s">
                  {act}
                  <span class="visually-hidden"> : {name}</span>
                </LinkButton>
              )}
              {alert.kind !== 'breach' && (
                <Button size="s" aria-label={t.actFor(act, name)} onClick={() => void acknowledge(alert)}>
                  {act}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
