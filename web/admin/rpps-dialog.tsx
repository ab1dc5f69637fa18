import { useState } from 'preact/hooks'
import type { PersonLine } from '../../shared/administration.ts'
import { useAct } from '../act.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'

/** Gives the RPPS number by which Pro Santé Connect names somebody. */
export function RppsDialog({
  person,
  onClose,
  onDone,
}: {
  person: PersonLine
  onClose: () => void
  onDone: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [rpps, setRpps] = useState('')
  const [isTried, setTried] = useState(false)
  const { isBusy, problem, act } = useAct()
  const isMissing = rpps.trim() === ''
  const save = async () => {
    setTried(true)
    if (isMissing) return
    const param = { personId: person.personId }
    const answer = await act(call(api.api.admin.people[':personId'].rpps.$put({ param, json: { rpps } })))
    if (!answer.ok) return
    showToast({ text: t.access.rppsDone(person.name) })
    onDone()
    onClose()
  }
  return (
    <Dialog
      title={t.access.rppsOf(person.name)}
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
        label={t.access.rpps}
        hint={t.access.rppsHint}
        inputMode="numeric"
        value={rpps}
        onInput={setRpps}
        error={isTried && isMissing ? t.access.rppsMissing : problem?.message}
      />
    </Dialog>
  )
}
