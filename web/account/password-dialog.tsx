import { useState } from 'preact/hooks'
import { passwordFault } from '../../shared/password.ts'
import type { Problem } from '../../shared/problem.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/account.en.ts'
import { fr } from '../i18n/account.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextInput } from '../ui/text-input.tsx'

const SHOWN_IN_PLACE = new Set<string | undefined>(['current', 'password'])

/** Changes one's password, which asks for the current one. */
export function PasswordDialog({
  ownWords,
  onClose,
  onDone,
}: {
  ownWords: readonly string[]
  onClose: () => void
  onDone: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const fault = passwordFault(password, ownWords)
  const refused = (field: string) => (problem?.field === field ? problem.message : undefined)

  const change = async () => {
    setTried(true)
    setProblem(null)
    if (current === '' || fault) return
    setBusy(true)
    const answer = await call(api.api.account.password.$put({ json: { current, password } }))
    setBusy(false)
    if (answer.ok) onDone()
    else setProblem(answer.problem)
  }
  return (
    <Dialog
      title={t.changePassword}
      onClose={onClose}
      notice={problem && !SHOWN_IN_PLACE.has(problem.field) && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="primary" busy={isBusy} onClick={() => void change()}>
            {t.changePassword}
          </Button>
        </>
      }
    >
      <TextInput
        label={t.currentPassword}
        type="password"
        autocomplete="current-password"
        value={current}
        onInput={setCurrent}
        error={refused('current') ?? (isTried && current === '' ? t.missing : undefined)}
      />
      <TextInput
        label={t.newPassword}
        hint={t.newPasswordHint}
        type="password"
        autocomplete="new-password"
        value={password}
        onInput={setPassword}
        error={refused('password') ?? ((isTried || password.length > 15) && fault ? t.faults[fault] : undefined)}
      />
    </Dialog>
  )
}
