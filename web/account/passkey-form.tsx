import { useState } from 'preact/hooks'
import { useAct } from '../act.ts'
import { en } from '../i18n/account.en.ts'
import { fr } from '../i18n/account.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { type Place, setUpPasskey } from './ways.ts'

/** Names a passkey and has the browser make it. */
export function PasskeyForm<Done>({ place, onDone }: { place: Place<Done>; onDone: (done: Done) => void }) {
  const t = useText(fr, en)
  const [name, setName] = useState(t.passkeyLabel)
  const { isBusy, problem, act } = useAct()

  const make = async () => {
    if (isBusy || name.trim() === '') return
    const answer = await act(setUpPasskey(place, name))
    if (answer.ok) onDone(answer.value)
  }
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <p class="soft">{t.makePasskeyHelp}</p>
      <TextInput
        label={t.label}
        hint={t.labelHint}
        value={name}
        onInput={setName}
        maxLength={60}
        error={name.trim() === '' ? t.missing : undefined}
      />
      {problem && <Notice tone="error">{problem.message}</Notice>}
      <div>
        <Button type="submit" variant="primary" icon="lock" busy={isBusy}>
          {t.makePasskey}
        </Button>
      </div>
    </form>
  )
}
