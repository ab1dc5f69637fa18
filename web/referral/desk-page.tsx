import { useRoute } from 'preact-iso/router'
import type { ReferralId } from '../../shared/ids.ts'
import type { ReferralForDesk } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { formatDate, formatDateTime } from '../format.ts'
import { en as dataEn } from '../i18n/person-data.en.ts'
import { fr as dataFr } from '../i18n/person-data.fr.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Badge } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { ContactFacts } from './contact-facts.tsx'
import { PersonData } from './person-data.tsx'
import { patientNameOf } from './wording.ts'
import './referral.css'

/** A patient as the desk of their centre sees them: how to reach them, where they stand, whether they take SMS. */
export function DeskPage() {
  const { params } = useRoute()
  const referralId = params.referralId as ReferralId
  const record = useLoad(
    () => call(api.api.referrals[':referralId'].desk.$get({ param: { referralId } })),
    [referralId],
  )
  return (
    <Loaded load={record} lines={8}>
      {(value) => <Opened record={value as ReferralForDesk} onChanged={() => void record.reload()} />}
    </Loaded>
  )
}

function Opened({ record, onChanged }: { record: ReferralForDesk; onChanged: () => void }) {
  const t = useText(fr, en)
  const data = useText(dataFr, dataEn)
  const { patient, held } = record
  return (
    <Page
      title={patientNameOf(patient)}
      windowTitle={data.desk}
      intro={t.born(formatDate(patient.birthDate, { weekday: false, year: true }))}
      actions={
        <LinkButton href="/file" icon="left" variant="quiet">
          {data.back}
        </LinkButton>
      }
    >
      <section class="card referral-section">
        <div class="row">
          <PriorityBadge priorityClass={record.priorityClass} />
          <Badge tone={record.state === 'booked' ? 'success' : record.state === 'closed' ? 'neutral' : 'info'}>
            {t.state[record.state]}
          </Badge>
          <span>{record.deadline ? t.deadline(formatDate(record.deadline, { year: true })) : t.noDeadline}</span>
        </div>
        {held && <p>{t.held(formatDateTime(held.date, held.start), held.centreName)}</p>}
      </section>
      <div class="referral-halves">
        <ContactFacts record={record} />
        <PersonData record={record} isGp={false} onChanged={onChanged} />
      </div>
    </Page>
  )
}
