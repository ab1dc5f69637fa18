import { useState } from 'preact/hooks'
import type { HostAnswerInput, OfferedDays } from '../../shared/host.ts'
import type { Problem } from '../../shared/problem.ts'
import type { LocalDate } from '../../shared/time.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/host.en.ts'
import { fr } from '../i18n/host.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { DateInput, TextArea } from '../ui/text-input.tsx'

const MOST_OFFERS = 3

type Offer = { readonly from: string; readonly to: string }

/** A refusal: why, and other days that would suit. A period with one date is that one day. */
export function DeclineDialog({
  days,
  onClose,
  onSend,
}: {
  days: string
  onClose: () => void
  onSend: (answer: Pick<HostAnswerInput, 'answer' | 'reason' | 'offered'>) => Promise<Problem | null>
}) {
  const t = useText(fr, en)
  const c = useText(commonFr, commonEn)
  const [reason, setReason] = useState('')
  const [offers, setOffers] = useState<readonly Offer[]>([{ from: '', to: '' }])
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const isMissing = reason.trim() === ''
  const change = (at: number, part: Partial<Offer>) =>
    setOffers(offers.map((offer, index) => (index === at ? { ...offer, ...part } : offer)))
  const send = async () => {
    setTried(true)
    if (isMissing) return
    setBusy(true)
    const refused = await onSend({ answer: 'declined', reason: reason.trim(), offered: offeredDays(offers) })
    setBusy(false)
    setProblem(refused)
  }
  return (
    <Dialog
      title={t.declineTitle(days)}
      onClose={onClose}
      notice={problem && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{c.cancel}</Button>
          <Button variant="danger" busy={isBusy} onClick={() => void send()}>
            {t.sendDecline}
          </Button>
        </>
      }
    >
      <div class="stack">
        <TextArea
          label={t.reason}
          hint={t.reasonHint}
          error={isTried && isMissing ? t.reasonMissing : undefined}
          value={reason}
          maxLength={500}
          onInput={setReason}
        />
        <fieldset class="stack-tight host-offers">
          <legend>{t.otherDays}</legend>
          <p class="soft small">{t.otherDaysHint}</p>
          {offers.map((offer, index) => (
            <div key={index} class="host-offer">
              <DateInput label={t.from(index + 1)} value={offer.from} onInput={(from) => change(index, { from })} />
              <DateInput
                label={t.to(index + 1)}
                value={offer.to}
                min={offer.from || undefined}
                onInput={(to) => change(index, { to })}
              />
            </div>
          ))}
          {offers.length < MOST_OFFERS && (
            <div>
              <Button size="s" icon="plus" onClick={() => setOffers([...offers, { from: '', to: '' }])}>
                {t.addDays}
              </Button>
            </div>
          )}
        </fieldset>
      </div>
    </Dialog>
  )
}

function offeredDays(offers: readonly Offer[]): OfferedDays[] {
  return offers
    .filter(({ from, to }) => from || to)
    .map(({ from, to }) => ({ firstDay: (from || to) as LocalDate, lastDay: (to || from) as LocalDate }))
}
