import { useState } from 'preact/hooks'
import type { Problem } from '../../shared/problem.ts'
import { en } from '../i18n/sign-in.en.ts'
import { fr } from '../i18n/sign-in.fr.ts'
import { useText } from '../i18n/text.ts'
import { leaveForPsc, signInByPasskey } from '../sign-in.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PasswordForm } from './password-form.tsx'
import './sign-in.css'

/** Every way to prove who one is here: Pro Santé Connect where it is set, a passkey, a password with a code. */
export function SignInWays({ hasPsc, onEntered }: { hasPsc: boolean; onEntered: () => void }) {
  const t = useText(fr, en)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState<'psc' | 'passkey' | null>(null)

  const prove = async (by: 'psc' | 'passkey') => {
    setBusy(by)
    setProblem(null)
    const refused = await (by === 'psc' ? leaveForPsc() : signInByPasskey())
    setBusy(null)
    setProblem(refused)
    if (!refused && by === 'passkey') onEntered()
  }
  return (
    <div class="sign-in">
      {problem && <Notice tone="error">{problem.message}</Notice>}
      {hasPsc && (
        <div class="stack-tight">
          <Button variant="primary" icon="person" busy={busy === 'psc'} onClick={() => void prove('psc')}>
            {t.psc}
          </Button>
          <p class="soft small">{t.pscHint}</p>
        </div>
      )}
      <div class="stack-tight">
        <Button
          variant={hasPsc ? 'secondary' : 'primary'}
          icon="lock"
          busy={busy === 'passkey'}
          onClick={() => void prove('passkey')}
        >
          {t.passkey}
        </Button>
        <p class="soft small">{t.passkeyHint}</p>
      </div>
      <details class="sign-in-password">
        <summary>{t.withPassword}</summary>
        <PasswordForm onEntered={onEntered} onProblem={setProblem} />
      </details>
    </div>
  )
}
