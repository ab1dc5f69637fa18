import { useState } from 'preact/hooks'
import { passwordFault } from '../../shared/password.ts'
import { useAct } from '../act.ts'
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
import { NewPasswordInput } from './new-password-input.tsx'

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
  const { isBusy, problem, act } = useAct()
  const refused = (field: string) => (problem?.field === field ? problem.message : undefined)

  const change = async () => {
    setTried(true)
    if (current === '' || passwordFault(password, ownWords)) return
    const answer = await act(call(api.api.account.password.$put({ json: { current, password } })))
    if (answer.ok) onDone()
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
      <NewPasswordInput
        value={password}
        onInput={setPassword}
        ownWords={ownWords}
        isTried={isTried}
        refused={refused('password')}
      />
    </Dialog>
  )
}
