import { useState } from 'preact/hooks'
import type { HostCentreId } from '../../shared/ids.ts'
import type { QueueChange } from '../../shared/queue.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { en as referralEn } from '../i18n/referral.en.ts'
import { fr as referralFr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { formatMoment } from '../moment.ts'
import { CentrePicker, useMyCentre } from '../my-centre.tsx'
import { PriorityBadge } from '../priority-badge.tsx'
import { session } from '../session.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { showToast } from '../ui/toast.tsx'
import './queue.css'

/** What happened in a centre's queue, latest first: who did what for whom. */
export function QueueChangesPage() {
  const t = useText(fr, en)
  const mine = useMyCentre()
  const { centreId } = mine
  return (
    <Page
      title={t.historyTitle}
      intro={mine.centre?.name}
      actions={
        <LinkButton href="/file" icon="left" variant="quiet">
          {t.back}
        </LinkButton>
      }
    >
      <CentrePicker mine={mine} />
      {centreId && <Changes key={centreId} centreId={centreId} />}
    </Page>
  )
}

function Changes({ centreId }: { centreId: HostCentreId }) {
  const t = useText(fr, en)
  const first = useLoad(() => call(api.api.referrals.queue.changes.$get({ query: { centreId } })), [centreId])
  const [older, setOlder] = useState<{ changes: QueueChange[]; more: boolean } | null>(null)
  return (
    <Loaded load={first} lines={10}>
      {(latest) => {
        const changes = [...latest.changes, ...(older?.changes ?? [])]
        const last = changes.at(-1)
        const readOlder = async () => {
          const answer = await call(
            api.api.referrals.queue.changes.$get({
              query: { centreId, before: last!.at, sequence: String(last!.sequence), eventId: last!.eventId },
            }),
          )
          if (!answer.ok) return showToast({ text: answer.problem.message, tone: 'error' })
          setOlder({ changes: [...(older?.changes ?? []), ...answer.value.changes], more: answer.value.more })
        }
        if (!last) return <EmptyState title={t.historyNone} />
        return (
          <>
            <ChangeList changes={changes} />
            {(older?.more ?? latest.more) && <Button onClick={() => void readOlder()}>{t.historyOlder}</Button>}
          </>
        )
      }}
    </Loaded>
  )
}

function ChangeList({ changes }: { changes: readonly QueueChange[] }) {
  const t = useText(fr, en)
  const { events } = useText(referralFr, referralEn)
  const isGp = session.value.status === 'signed_in' && session.value.person.role === 'gp'
  return (
    <ol class="queue-handover card">
      {changes.map((change) => (
        <li key={change.eventId}>
          <PriorityBadge priorityClass={change.priorityClass} />
          {isGp ? (
            <a href={`/adressages/${change.referralId}`}>{change.patientName}</a>
          ) : (
            <span>{change.patientName}</span>
          )}
          <strong>{events[change.kind] ?? change.kind}</strong>
          <span class="small soft">
            {formatMoment(change.at)}, {change.personName ?? t.byItself}
          </span>
        </li>
      ))}
    </ol>
  )
}
