import { useState } from 'preact/hooks'
import type { OutcomeInput } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'

/**
 * The letter that goes to the centre: written from the answer, shown and changed only by whoever wants to, and kept back
 * if they say so. `value` null means as written.
 */
export function LetterField({
  answer,
  value,
  isSent,
  onInput,
  onSend,
}: {
  answer: Omit<OutcomeInput, 'letter' | 'sendLetter'>
  value: string | null
  isSent: boolean
  onInput: (letter: string | null) => void
  onSend: (isSent: boolean) => void
}) {
  const t = useText(fr, en)
  const [isBusy, setBusy] = useState(false)
  const write = async () => {
    setBusy(true)
    const shown = await call(api.api.referrals.outcomes.letter.$post({ json: answer }))
    setBusy(false)
    if (!shown.ok) return showToast({ text: shown.problem.message, tone: 'error' })
    onInput(shown.value.letter)
  }
  return (
    <section class="stack-tight" aria-label={t.centreLetter}>
      {value === null ? (
        <div>
          <p class="soft small">{isSent ? t.letterLeaves : t.letterStays}</p>
          <Button size="s" icon="edit" busy={isBusy} onClick={() => void write()}>
            {t.seeLetter}
          </Button>
        </div>
      ) : (
        <>
          <TextArea label={t.centreLetter} rows={12} maxLength={8000} value={value} onInput={onInput} />
          <Button size="s" variant="quiet" onClick={() => onInput(null)}>
            {t.letterAsWritten}
          </Button>
        </>
      )}
      <Checkbox label={t.keepLetter} checked={!isSent} onChange={(isKept) => onSend(!isKept)} />
    </section>
  )
}
