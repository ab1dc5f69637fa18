import { useRoute } from 'preact-iso/router'
import type { ReferralId } from '../../shared/ids.ts'
import type { ReferralRecord } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { formatMoment, formatMomentDay } from '../moment.ts'
import { LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import './referral.css'

/** The specialist's letter on a sheet of its own, for the patient's record. */
export function AnswerPage() {
  const t = useText(fr, en)
  const { params } = useRoute()
  const referralId = params.referralId as ReferralId
  const record = useLoad(() => call(api.api.referrals[':referralId'].$get({ param: { referralId } })), [referralId])
  return (
    <Page
      title={t.answerLetter}
      actions={
        <>
          <LinkButton href={`/adressages/${referralId}`} icon="left" variant="quiet">
            {t.title}
          </LinkButton>
          <PrintButton />
        </>
      }
    >
      <Loaded load={record} lines={12}>
        {(value) => <AnswerLetter record={value as ReferralRecord} visitId={params.visitId} />}
      </Loaded>
    </Page>
  )
}

function AnswerLetter({ record, visitId }: { record: ReferralRecord; visitId: string | undefined }) {
  const t = useText(fr, en)
  const visit = record.visits.find((one) => one.visitId === visitId)
  if (!visit?.letter || !visit.letterSentAt) return <Notice tone="warning">{t.answerMissing}</Notice>
  return (
    <article class="card referral-letter referral-answer">
      <p class="referral-letter-date">{t.answerSent(formatMomentDay(visit.letterSentAt, { year: true }))}</p>
      {visit.letter.split(/\n{2,}/).map((paragraph, at) => (
        <p key={at} class="referral-note">
          {paragraph}
        </p>
      ))}
      <p class="soft small">
        {t.answerFiled} {visit.letterRead && t.letterReadBy(visit.letterRead.by, formatMoment(visit.letterRead.at))}
      </p>
    </article>
  )
}
