import { useState } from 'preact/hooks'
import type { Invited } from '../../shared/administration.ts'
import type { Role } from '../../shared/person.ts'
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
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { AccessLink } from './access-link.tsx'
import { ROLES } from './people.ts'

const SHOWN_IN_PLACE = new Set<string | undefined>(['name', 'email', 'rpps'])

/** Opens an account, then shows the link to hand over. */
export function NewPersonDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('gp')
  const [email, setEmail] = useState('')
  const [rpps, setRpps] = useState('')
  const [isTried, setTried] = useState(false)
  const { isBusy, problem, act } = useAct()
  const [invited, setInvited] = useState<Invited | null>(null)
  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined)

  const create = async () => {
    setTried(true)
    if (name.trim().length < 2) return
    const json = { name, role, email: email.trim() || null, rpps: rpps.trim() || null }
    const answer = await act(call(api.api.admin.people.$post({ json })))
    if (!answer.ok) return
    setInvited(answer.value)
    onDone()
  }
  if (invited) return <AccessLink name={name} invited={invited} onClose={onClose} />
  return (
    <Dialog
      title={t.access.open}
      onClose={onClose}
      notice={problem && !SHOWN_IN_PLACE.has(problem.field) && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="primary" busy={isBusy} onClick={() => void create()}>
            {t.access.create}
          </Button>
        </>
      }
    >
      <TextInput
        label={t.access.name}
        hint={t.access.nameHint}
        value={name}
        onInput={setName}
        maxLength={120}
        error={errorOf('name') ?? (isTried && name.trim().length < 2 ? t.access.nameMissing : undefined)}
      />
      <Select
        label={t.people.role}
        value={role}
        onChange={setRole}
        options={ROLES.map((value) => ({ value, label: common.role[value] }))}
      />
      <TextInput
        label={t.access.rpps}
        hint={t.access.rppsHint}
        optional
        inputMode="numeric"
        value={rpps}
        onInput={setRpps}
        error={errorOf('rpps')}
      />
      <TextInput
        label={t.access.email}
        hint={t.access.emailHint}
        optional
        type="email"
        autocomplete="off"
        value={email}
        onInput={setEmail}
        error={errorOf('email')}
      />
    </Dialog>
  )
}
