import type { ReferralRecord } from '../../shared/referral.ts'
import { formatDate, formatMinutes } from '../format.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { worded } from './wording.ts'

/** How to reach the patient, how far and when they can come. */
export function ContactFacts({
  record,
}: {
  record: Pick<ReferralRecord, 'patient' | 'wishes' | 'slotKind'> & { protocol?: ReferralRecord['protocol'] }
}) {
  const t = useText(fr, en)
  const { patient, wishes } = record
  const kind = record.protocol?.slotKinds.find((one) => one.id === record.slotKind)
  const owners: Record<string, string> = t.phoneOwners
  const mobilities: Record<string, string> = t.mobilities
  return (
    <section class="card referral-section" aria-labelledby="referral-contact">
      <h2 id="referral-contact">{t.contact}</h2>
      <dl class="referral-facts">
        <div>
          <dt>{t.phone}</dt>
          <dd>
            {patient.phone ? <a href={`tel:${patient.phone}`}>{patient.phoneDisplay}</a> : t.channel.none}
            {patient.phone && ` (${owners[patient.phoneOwner] ?? patient.phoneOwner}, ${t.channel[patient.channel]})`}
          </dd>
        </div>
        <div>
          <dt>{t.commune}</dt>
          <dd>{patient.communeName}</dd>
        </div>
        <div>
          <dt>{t.mobility}</dt>
          <dd>{mobilities[patient.mobility] ?? patient.mobility}</dd>
        </div>
        {patient.interpreter && (
          <div>
            <dt>{t.interpreter}</dt>
            <dd>{patient.interpreter}</dd>
          </div>
        )}
        <div>
          <dt>{t.maxDrive}</dt>
          <dd>{formatMinutes(wishes.maxDriveMinutes)}</dd>
        </div>
        <div>
          <dt>{t.halfDay}</dt>
          <dd>{t.halfDays[wishes.halfDay ?? 'any']}</dd>
        </div>
        {wishes.excludedDates.length > 0 && (
          <div>
            <dt>{t.excludedDates}</dt>
            <dd>{wishes.excludedDates.map((date) => formatDate(date)).join(' ; ')}</dd>
          </div>
        )}
        {kind && (
          <div>
            <dt>{t.slotKind}</dt>
            <dd>{worded(kind.label)}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}
