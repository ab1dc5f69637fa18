import { useState } from 'preact/hooks'
import type { Invited, PersonLine } from '../../shared/administration.ts'
import { useAct } from '../act.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { AccessLink } from './access-link.tsx'

/** Ends what somebody signs in with and shows the link that replaces it. */
export function InviteAgainDialog({
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
  const { isBusy, problem, act } = useAct()
  const [invited, setInvited] = useState<Invited | null>(null)
  const invite = async () => {
    const param = { personId: person.personId }
    const answer = await act(call(api.api.admin.people[':personId'].invitation.$post({ param })))
    if (!answer.ok) return
    setInvited(answer.value)
    onDone()
  }
  if (invited) return <AccessLink name={person.name} invited={invited} onClose={onClose} />
  return (
    <Dialog
      title={t.access.againOf(person.name)}
      onClose={onClose}
      notice={problem && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="danger" busy={isBusy} onClick={() => void invite()}>
            {t.access.againDo}
          </Button>
        </>
      }
    >
      <p>{t.access.againHelp}</p>
    </Dialog>
  )
}
