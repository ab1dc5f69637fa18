import { useState } from 'preact/hooks'
import type { Problem } from '../../shared/problem.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/account.en.ts'
import { fr } from '../i18n/account.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { TextInput } from '../ui/text-input.tsx'
import './account.css'

/** Somebody who lost their device trades a recovery code for a link that sets up another way in. */
export function RecoverPage() {
  const t = useText(fr, en)
  const [signInName, setSignInName] = useState('')
  const [password, setPassword] = useState('')
  const [recoveryCode, setRecoveryCode] = useState('')
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const missing = (value: string) => (isTried && value.trim() === '' ? t.missing : undefined)

  const recover = async () => {
    setTried(true)
    setProblem(null)
    if (isBusy || signInName.trim() === '' || recoveryCode.trim() === '') return
    setBusy(true)
    const answer = await call(api.api['sign-in'].recovery.$post({ json: { signInName, password, recoveryCode } }))
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    location.assign(`/invitation#${answer.value.token}`)
  }
  return (
    <Page title={t.recoverTitle} intro={t.recoverIntro}>
      <form
        class="account-card"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void recover()
        }}
      >
        <TextInput
          label={t.facts.signInName}
          value={signInName}
          onInput={setSignInName}
          autocomplete="username"
          spellcheck={false}
          error={missing(signInName)}
        />
        <TextInput
          label={t.recoveryCode}
          hint={t.recoveryCodeHint}
          value={recoveryCode}
          onInput={setRecoveryCode}
          autocomplete="off"
          spellcheck={false}
          error={missing(recoveryCode)}
        />
        <TextInput
          label={t.recoverPassword}
          optional
          type="password"
          autocomplete="current-password"
          value={password}
          onInput={setPassword}
        />
        {problem && <Notice tone="error">{problem.message}</Notice>}
        <div>
          <Button type="submit" variant="primary" busy={isBusy}>
            {t.recover}
          </Button>
        </div>
      </form>
    </Page>
  )
}
