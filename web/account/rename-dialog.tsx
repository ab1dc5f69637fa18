import { useState } from 'preact/hooks'
import type { Authenticator } from '../../shared/sign-in.ts'
import { useAct } from '../act.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/account.en.ts'
import { fr } from '../i18n/account.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextInput } from '../ui/text-input.tsx'

/** Gives one's way in another name. */
export function RenameDialog({
  way,
  onClose,
  onDone,
}: {
  way: Authenticator
  onClose: () => void
  onDone: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [name, setName] = useState(way.name)
  const { isBusy, problem, act } = useAct()
  const isMissing = name.trim() === ''
  const save = async () => {
    if (isMissing) return
    const param = { authenticatorId: way.authenticatorId }
    const answer = await act(call(api.api.account['ways-in'][':authenticatorId'].$patch({ param, json: { name } })))
    if (answer.ok) onDone()
  }
  return (
    <Dialog
      title={t.renameOf(way.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="primary" busy={isBusy} onClick={() => void save()}>
            {common.save}
          </Button>
        </>
      }
    >
      <TextInput
        label={t.label}
        hint={t.labelHint}
        value={name}
        onInput={setName}
        maxLength={60}
        error={isMissing ? t.missing : problem?.message}
      />
    </Dialog>
  )
}
