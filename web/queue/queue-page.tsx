import { api, call } from '../api.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { en as referralEn } from '../i18n/referral.en.ts'
import { fr as referralFr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { CentrePicker, useMyCentre } from '../my-centre.tsx'
import { session } from '../session.ts'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { QueueList } from './queue-list.tsx'
import { WorkList } from './work-list.tsx'
import './queue.css'

/** A centre's queue: what cannot wait first, then every patient in the total order. */
export function QueuePage() {
  const t = useText(fr, en)
  const duty = useText(referralFr, referralEn)
  const mine = useMyCentre()
  const { centreId } = mine
  const isGp = session.value.status === 'signed_in' && session.value.person.role === 'gp'
  const queue = useLoad(centreId ? () => call(api.api.referrals.queue.$get({ query: { centreId } })) : null, [centreId])
  const work = useLoad(() => call(api.api.referrals.worklist.$get()), [])
  if (!centreId) {
    return (
      <Page title={t.title}>
        <EmptyState title={duty.noDuty}>{duty.noDutyHelp}</EmptyState>
      </Page>
    )
  }
  const reload = () => {
    void queue.reload()
    void work.reload()
  }
  return (
    <Page
      title={t.title}
      intro={`${mine.centre ? `${mine.centre.name}. ` : ''}${isGp ? t.intro : t.introDesk}`}
      actions={
        isGp && (
          <>
            <LinkButton href={`/file/releve?centre=${centreId}`} icon="calendar">
              {t.handover}
            </LinkButton>
            <LinkButton href={`/adressages/nouveau?centre=${centreId}`} variant="primary" icon="plus">
              {t.refer}
            </LinkButton>
          </>
        )
      }
    >
      <CentrePicker mine={mine} />
      <Loaded load={work} lines={3}>
        {(list) => (
          <WorkList lines={list.filter((line) => line.centreId === centreId)} isGp={isGp} onChanged={reload} />
        )}
      </Loaded>
      <Loaded load={queue} lines={10}>
        {(lines) => <QueueList lines={lines} isGp={isGp} />}
      </Loaded>
    </Page>
  )
}
