import { useState } from 'preact/hooks'
import type { ReferralForDesk } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/person-data.en.ts'
import { fr } from '../i18n/person-data.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { showToast } from '../ui/toast.tsx'
import { EraseDialog } from './erase-dialog.tsx'

/** What a person may ask of their own data: no SMS any more, and, of a GP, all of it or its erasure. */
export function PersonData({
  record,
  isGp,
  onChanged,
}: {
  record: Pick<ReferralForDesk, 'referralId' | 'patient'>
  isGp: boolean
  onChanged: () => void
}) {
  const t = useText(fr, en)
  const [busy, setBusy] = useState(false)
  const [erasing, setErasing] = useState(false)
  const { referralId, patient } = record
  const stopped = !patient.smsStopped
  const setSms = async () => {
    setBusy(true)
    const ask = api.api.operations.referrals[':referralId'].sms.$put({ param: { referralId }, json: { stopped } })
    const answer = await call(ask)
    setBusy(false)
    if (!answer.ok) return showToast({ text: answer.problem.message, tone: 'error' })
    showToast({ text: stopped ? t.smsStopped : t.smsAccepted })
    onChanged()
  }
  return (
    <section class="card referral-section" aria-labelledby="referral-person-data">
      <h2 id="referral-person-data">{t.title}</h2>
      <p>{patient.smsStopped ? t.smsOff : t.smsOn}</p>
      <div class="row">
        <Button busy={busy} onClick={() => void setSms()}>
          {stopped ? t.stopSms : t.acceptSms}
        </Button>
        {isGp && (
          <>
            <LinkButton href={`/api/operations/referrals/${referralId}/export`} download>
              {t.export}
            </LinkButton>
            <Button onClick={() => setErasing(true)}>{t.erase}</Button>
          </>
        )}
      </div>
      {isGp && <p class="soft small">{t.exportHelp}</p>}
      {erasing && (
        <EraseDialog
          referralId={referralId}
          onClose={() => setErasing(false)}
          onDone={() => {
            setErasing(false)
            onChanged()
          }}
        />
      )}
    </section>
  )
}
