import { useState } from 'preact/hooks'
import type { AdviceProposal } from '../../shared/advice.ts'
import type { DayVisit } from '../../shared/roster.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'

const SHORTEST = 10

/** What a specialist says of a patient before the stop. That no visit is needed is for a doctor of the centre to decide. */
export function AdviceForm({ line, onGiven }: { line: DayVisit; onGiven: () => void }) {
  const t = useText(fr, en)
  const [proposal, setProposal] = useState<AdviceProposal | null>(null)
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const give = async () => {
    setTried(true)
    if (!proposal || text.trim().length < SHORTEST) return
    setBusy(true)
    const param = { referralId: line.referralId }
    const json = { appointmentId: line.appointmentId, proposal, text }
    const answer = await call(api.api.referrals[':referralId'].advice.$post({ param, json }))
    setBusy(false)
    if (!answer.ok) return setRefused(answer.problem.message)
    showToast({ text: t.adviceGiven })
    onGiven()
  }
  return (
    <section class="stack-tight" aria-labelledby="roster-advice">
      <h3 id="roster-advice">{t.advice}</h3>
      <RadioGroup<AdviceProposal>
        label={t.adviceProposal}
        value={proposal}
        error={isTried && !proposal ? t.adviceMissing : undefined}
        onChange={setProposal}
        choices={[
          { value: 'come', label: t.adviceCome },
          { value: 'no_visit', label: t.adviceNoVisit },
        ]}
      />
      <TextArea
        label={t.adviceText}
        hint={t.adviceTextHint}
        maxLength={4000}
        value={text}
        error={isTried && text.trim().length < SHORTEST ? t.adviceTextMissing : undefined}
        onInput={setText}
      />
      {refused && <Notice tone="error">{refused}</Notice>}
      <div>
        <Button busy={isBusy} onClick={() => void give()}>
          {t.giveAdvice}
        </Button>
      </div>
    </section>
  )
}
