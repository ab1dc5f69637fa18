import type { ReferralRecord, VisitLine } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { formatDate } from '../format.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { formatMoment } from '../moment.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { showToast } from '../ui/toast.tsx'
import { worded } from './wording.ts'

/** What the specialist answered, and the results still owed. */
export function VisitsSection({ record, onChanged }: { record: ReferralRecord; onChanged: () => void }) {
  const t = useText(fr, en)
  if (record.visits.length === 0) return null
  const receive = async ({ visitId }: VisitLine) => {
    const answer = await call(api.api.referrals.visits[':visitId'].result.$post({ param: { visitId } }))
    showToast(answer.ok ? { text: t.alertNoted } : { text: answer.problem.message, tone: 'error' })
    onChanged()
  }
  return (
    <section class="card referral-section" aria-labelledby="referral-visits">
      <h2 id="referral-visits">{t.visits}</h2>
      {record.visits.map((visit) => {
        const outcome = record.protocol.outcomes.find((one) => one.id === visit.outcome)
        return (
          <div key={visit.visitId} class="stack-tight">
            <h3>{outcome ? worded(outcome.label) : visit.outcome}</h3>
            <p class="soft">{t.visitBy(visit.specialistName, formatMoment(visit.recordedAt))}</p>
            {visit.letter === null && visit.report && <p class="referral-note">{visit.report}</p>}
            {visit.letter === null && visit.outcome !== 'did_not_come' && <p class="soft">{t.letterNotSent}</p>}
            {visit.letter !== null && (
              <Letter referralId={record.referralId} visit={visit} letter={visit.letter} onChanged={onChanged} />
            )}
            {visit.resultDue && (
              <p>
                {visit.resultReceivedAt
                  ? t.resultReceived(formatMoment(visit.resultReceivedAt))
                  : t.resultDue(formatDate(visit.resultDue))}
                {visit.resultOwner && `, ${t.resultOwner(visit.resultOwner)}`}
              </p>
            )}
            {visit.resultDue && !visit.resultReceivedAt && (
              <div>
                <Button icon="check" onClick={() => void receive(visit)}>
                  {t.receiveResult}
                </Button>
              </div>
            )}
          </div>
        )
      })}
    </section>
  )
}

/** The letter as it came, and who of the centre read it. */
function Letter({
  referralId,
  visit,
  letter,
  onChanged,
}: {
  referralId: ReferralRecord['referralId']
  visit: VisitLine
  letter: string
  onChanged: () => void
}) {
  const t = useText(fr, en)
  const read = async () => {
    const answer = await call(api.api.referrals.visits[':visitId'].read.$post({ param: { visitId: visit.visitId } }))
    showToast(answer.ok ? { text: t.alertNoted } : { text: answer.problem.message, tone: 'error' })
    onChanged()
  }
  return (
    <>
      <div class="row">
        <h4>{t.answerLetter}</h4>
        <LinkButton size="s" icon="print" href={`/adressages/${referralId}/reponse/${visit.visitId}`}>
          {t.answerLetterPrint}
        </LinkButton>
      </div>
      <p class="referral-note">{letter}</p>
      {visit.letterRead ? (
        <p class="soft small">{t.letterReadBy(visit.letterRead.by, formatMoment(visit.letterRead.at))}</p>
      ) : (
        <div class="no-print">
          <Button variant="primary" icon="check" onClick={() => void read()}>
            {t.readLetter}
          </Button>
        </div>
      )}
    </>
  )
}
