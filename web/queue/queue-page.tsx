import { useRef, useState } from 'preact/hooks'
import type { HostCentreId, ReferralId } from '../../shared/ids.ts'
import { api, call } from '../api.ts'
import { formatList } from '../format.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { en as referralEn } from '../i18n/referral.en.ts'
import { fr as referralFr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { CentrePicker, useMyCentre } from '../my-centre.tsx'
import { session } from '../session.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { useLiveQueue } from './live-queue.ts'
import { QueueList } from './queue-list.tsx'
import { StopLinks } from './stop-links.tsx'
import { WorkList } from './work-list.tsx'
import './queue.css'

/** A centre's queue: what cannot wait first, then every patient in the total order, live while others work in it. */
export function QueuePage() {
  const t = useText(fr, en)
  const duty = useText(referralFr, referralEn)
  const mine = useMyCentre()
  const { centreId } = mine
  const isGp = session.value.status === 'signed_in' && session.value.person.role === 'gp'
  if (!centreId) {
    return (
      <Page title={t.title}>
        <EmptyState title={duty.noDuty}>{duty.noDutyHelp}</EmptyState>
      </Page>
    )
  }
  return (
    <Page
      title={t.title}
      intro={`${mine.centre ? `${mine.centre.name}. ` : ''}${isGp ? t.intro : t.introDesk}`}
      actions={
        <>
          <LinkButton href={`/file/historique?centre=${centreId}`} variant="quiet">
            {t.historyTitle}
          </LinkButton>
          {isGp && (
            <>
              <LinkButton href={`/file/releve?centre=${centreId}`} icon="calendar">
                {t.handover}
              </LinkButton>
              <LinkButton href={`/adressages/nouveau?centre=${centreId}`} variant="primary" icon="plus">
                {t.refer}
              </LinkButton>
            </>
          )}
        </>
      }
    >
      <CentrePicker mine={mine} />
      <CentreQueue key={centreId} centreId={centreId} isGp={isGp} />
    </Page>
  )
}

function CentreQueue({ centreId, isGp }: { centreId: HostCentreId; isGp: boolean }) {
  const t = useText(fr, en)
  const work = useLoad(() => call(api.api.referrals.worklist.$get()), [])
  const list = useRef<HTMLDivElement>(null)
  const isPointed = useRef(false)
  const isHeld = () => isPointed.current || (list.current?.contains(document.activeElement) ?? false)
  const ownName = session.value.status === 'signed_in' ? session.value.person.name : ''
  const queue = useLiveQueue(centreId, ownName, isHeld, () => void work.reload())
  const [selected, setSelected] = useState<ReadonlySet<ReferralId>>(new Set())
  const select = (ids: readonly ReferralId[], isSelected: boolean) =>
    setSelected((before) => new Set(isSelected ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))))
  const reload = () => {
    void queue.reload()
    void work.reload()
  }
  const authors = [...new Set((queue.pending ?? []).map((line) => line.lastChange?.personName ?? t.byItself))]
  return (
    <>
      <Loaded load={work} lines={3}>
        {(lines) => (
          <WorkList lines={lines.filter((line) => line.centreId === centreId)} isGp={isGp} onChanged={reload} />
        )}
      </Loaded>
      <StopLinks centreId={centreId} />
      <Loaded load={queue} lines={10}>
        {() => (
          <div
            ref={list}
            onPointerEnter={() => {
              isPointed.current = true
            }}
            onPointerLeave={() => {
              isPointed.current = false
            }}
          >
            <QueueList
              lines={queue.lines ?? []}
              isGp={isGp}
              marks={queue.marks}
              selected={selected}
              onSelect={select}
            />
            <BulkBar
              centreId={centreId}
              isGp={isGp}
              selected={(queue.lines ?? []).filter((line) => selected.has(line.referralId))}
              onClear={() => setSelected(new Set())}
              onChanged={reload}
            />
          </div>
        )}
      </Loaded>
      <div class="queue-news" role="status">
        {queue.pending && queue.pending.length > 0 && (
          <div class="queue-news-bar no-print">
            <p>
              {t.news(queue.pending.length, formatList(authors))}{' '}
              <span class="small">{formatList(queue.pending.map((line) => line.patientName).slice(0, 4))}</span>
            </p>
            <Button size="s" variant="primary" onClick={queue.showPending}>
              {t.showNews}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}
