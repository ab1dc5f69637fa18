import { useState } from 'preact/hooks'
import type { LoggedMessage } from '../../shared/message.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/messages.en.ts'
import { fr } from '../i18n/messages.fr.ts'
import { useText } from '../i18n/text.ts'
import { reloadAll } from '../load.ts'
import { nextHolderText } from '../next-holder.ts'
import { Button } from '../ui/button.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'

/** In the demonstration, the patient's telephone: the reply takes the same way as a real one. */
export function DemoTelephone({ message }: { message: LoggedMessage }) {
  const t = useText(fr, en).phone
  const [other, setOther] = useState('')
  const [busy, setBusy] = useState(false)

  const reply = async (body: string) => {
    if (busy || body.trim() === '') return
    setBusy(true)
    const answer = await call(api.api.messages['demo-reply'].$post({ json: { messageId: message.messageId, body } }))
    setBusy(false)
    if (!answer.ok) showToast({ text: answer.problem.message, tone: 'error' })
    else if (answer.value.state === 'applied') {
      const { meaning, next } = answer.value
      showToast({ text: meaning === 'no' ? `${t.applied.no} ${nextHolderText(next)}` : t.applied[meaning] })
    } else showToast({ text: t.toReview, tone: 'info' })
    setOther('')
    reloadAll()
  }
  return (
    <details class="telephone no-print">
      <summary>{t.title}</summary>
      <form
        class="telephone-keys"
        aria-label={t.label(message.patientName)}
        onSubmit={(event) => {
          event.preventDefault()
          void reply(other)
        }}
      >
        {t.words.map((word) => (
          <Button key={word} size="s" busy={busy} onClick={() => void reply(word)}>
            {word}
          </Button>
        ))}
        <TextInput label={t.other} hideLabel placeholder={t.other} value={other} onInput={setOther} maxLength={160} />
        <Button size="s" type="submit" busy={busy}>
          {t.send}
        </Button>
      </form>
    </details>
  )
}
