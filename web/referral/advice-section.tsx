import { useState } from 'preact/hooks'
import type { AdviceLine } from '../../shared/advice.ts'
import type { ReferralRecord } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { formatMoment } from '../moment.ts'
import { Button } from '../ui/button.tsx'
import { showToast } from '../ui/toast.tsx'

/** What the specialist said before the stop; one that no visit is needed waits for a doctor of the centre to decide. */
export function AdviceSection({ record, onChanged }: { record: ReferralRecord; onChanged: () => void }) {
  const t = useText(fr, en)
  const [isBusy, setBusy] = useState(false)
  if (record.advice.length === 0) return null
  const decide = async ({ adviceId }: AdviceLine, decision: 'freed' | 'kept') => {
    setBusy(true)
    const json = { revision: record.revision, decision }
    const answer = await call(api.api.referrals.advice[':adviceId'].decision.$post({ param: { adviceId }, json }))
    setBusy(false)
    showToast(answer.ok ? { text: t.alertNoted } : { text: answer.problem.message, tone: 'error' })
    onChanged()
  }
  return (
    <section class="card referral-section" aria-labelledby="referral-advice">
      <h2 id="referral-advice">{t.advice}</h2>
      {record.advice.map((line) => (
        <div key={line.adviceId} class="stack-tight">
          <h3>{t.adviceProposals[line.proposal]}</h3>
          <p class="soft">{t.visitBy(line.specialistName, formatMoment(line.givenAt))}</p>
          <p class="referral-note">{line.text}</p>
          {line.decision === null ? (
            <div class="row no-print">
              <Button variant="primary" busy={isBusy} onClick={() => void decide(line, 'freed')}>
                {t.freePlace}
              </Button>
              <Button busy={isBusy} onClick={() => void decide(line, 'kept')}>
                {t.keepPlace}
              </Button>
            </div>
          ) : (
            line.decidedBy && <p class="soft small">{t.adviceDecided[line.decision](line.decidedBy)}</p>
          )}
        </div>
      ))}
    </section>
  )
}
