import { useState } from 'preact/hooks'
import { api, call } from '../api.ts'
import { en } from '../i18n/account.en.ts'
import { fr } from '../i18n/account.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { PanelProps } from './account-page.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

/** How many recovery codes are left, and ten fresh ones in their place. */
export function CodesPanel({ account, reload }: PanelProps) {
  const t = useText(fr, en)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const renew = async () => {
    setBusy(true)
    setProblem(null)
    const answer = await call(api.api.account['recovery-codes'].$post())
    setBusy(false)
    if (answer.ok) setCodes(answer.value.recoveryCodes)
    else setProblem(answer.problem.message)
  }
  if (codes) {
    const kept = () => {
      setCodes(null)
      void reload()
    }
    return <RecoveryCodes codes={codes} signInName={account.signInName ?? ''} onKept={kept} />
  }
  return (
    <div class="stack">
      <p class="readable">{t.codesHelp}</p>
      <p>
        <strong>{t.codesLeft(account.recoveryCodesLeft)}</strong>
      </p>
      {problem && <Notice tone="error">{problem}</Notice>}
      <div class="stack-tight">
        <div>
          <Button busy={isBusy} onClick={() => void renew()}>
            {t.renewCodes}
          </Button>
        </div>
        {account.recoveryCodesLeft > 0 && <p class="soft small">{t.renewHelp}</p>}
      </div>
    </div>
  )
}
