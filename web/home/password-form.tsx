import { useState } from 'preact/hooks'
import { isOneTimeCode } from '../../shared/one-time-code.ts'
import type { Problem } from '../../shared/problem.ts'
import { en } from '../i18n/sign-in.en.ts'
import { fr } from '../i18n/sign-in.fr.ts'
import { useText } from '../i18n/text.ts'
import { signInByPassword } from '../sign-in.ts'
import { Button } from '../ui/button.tsx'
import { TextInput } from '../ui/text-input.tsx'

/** Name, password and one-time code; password managers may fill and paste all three. */
export function PasswordForm({
  onEntered,
  onProblem,
}: {
  onEntered: () => void
  onProblem: (problem: Problem | null) => void
}) {
  const t = useText(fr, en)
  const [signInName, setSignInName] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const isCode = isOneTimeCode(code)

  const enter = async () => {
    setTried(true)
    onProblem(null)
    if (isBusy || signInName.trim() === '' || password === '' || !isCode) return
    setBusy(true)
    const problem = await signInByPassword({ signInName, password, code })
    setBusy(false)
    setCode('')
    setTried(false)
    if (problem) onProblem(problem)
    else onEntered()
  }
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void enter()
      }}
    >
      <TextInput
        label={t.signInName}
        value={signInName}
        onInput={setSignInName}
        autocomplete="username"
        spellcheck={false}
        error={isTried && signInName.trim() === '' ? t.missing : undefined}
      />
      <TextInput
        label={t.password}
        type="password"
        value={password}
        onInput={setPassword}
        autocomplete="current-password"
        error={isTried && password === '' ? t.missing : undefined}
      />
      <TextInput
        label={t.code}
        hint={t.codeHint}
        value={code}
        onInput={setCode}
        inputMode="numeric"
        autocomplete="one-time-code"
        class="control control-narrow"
        error={isTried && !isCode ? t.codeWrong : undefined}
      />
      <div>
        <Button type="submit" busy={isBusy}>
          {t.enter}
        </Button>
      </div>
    </form>
  )
}
