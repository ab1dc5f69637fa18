import { useState } from 'preact/hooks'
import type { Authenticator } from '../../shared/sign-in.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/account.en.ts'
import { fr } from '../i18n/account.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { session } from '../session.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Menu } from '../ui/menu.tsx'
import { showToast } from '../ui/toast.tsx'
import type { PanelProps } from './account-page.tsx'
import { dayOf, momentOf } from './moments.ts'
import { PasskeyForm } from './passkey-form.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { PasswordSetUp } from './password-set-up.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { ownAccount } from './ways.ts'

type Doing = { what: 'passkey' | 'password' | 'change' } | { what: 'rename' | 'remove'; way: Authenticator }

/** One's ways in: add, rename, remove, change the password. */
export function WaysPanel({ account, reload }: PanelProps) {
  const t = useText(fr, en)
  const [doing, setDoing] = useState<Doing | null>(null)
  const hasPassword = account.authenticators.some(({ kind }) => kind === 'password')
  const close = () => setDoing(null)
  const done = (text: string) => {
    close()
    showToast({ text })
    void reload()
  }
  return (
    <div class="stack">
      {account.authenticators.length === 0 && (
        <EmptyState title={t.noWay} icon="lock">
          {t.noWayHelp}
        </EmptyState>
      )}
      <ul class="account-ways" aria-label={t.waysCaption}>
        {account.authenticators.map((way) => (
          <li key={way.authenticatorId} class="account-way">
            <div>
              <p class="row">
                <strong>{way.name}</strong> <Badge tone="neutral">{t.kind[way.kind]}</Badge>
              </p>
              <p class="soft small">
                {t.created(dayOf(way.createdAt))}, {way.lastUsedAt ? t.used(momentOf(way.lastUsedAt)) : t.neverUsed}
              </p>
            </div>
            <div class="row">
              {way.kind === 'password' && (
                <Button size="s" onClick={() => setDoing({ what: 'change' })}>
                  {t.changePassword}
                </Button>
              )}
              <Menu
                label={`${t.actions} : ${way.name}`}
                iconOnly
                size="s"
                variant="quiet"
                items={[
                  { label: t.rename, act: () => setDoing({ what: 'rename', way }) },
                  { label: t.remove, danger: true, act: () => setDoing({ what: 'remove', way }) },
                ]}
              />
            </div>
          </li>
        ))}
      </ul>
      <div class="row">
        <Button icon="plus" onClick={() => setDoing({ what: 'passkey' })}>
          {t.addPasskey}
        </Button>
        {!hasPassword && (
          <Button icon="plus" onClick={() => setDoing({ what: 'password' })}>
            {t.addPassword}
          </Button>
        )}
      </div>
      {doing?.what === 'passkey' && (
        <Dialog title={t.addPasskey} onClose={close}>
          <PasskeyForm place={ownAccount} onDone={() => done(t.added)} />
        </Dialog>
      )}
      {doing?.what === 'password' && (
        <Dialog title={t.addPassword} onClose={close} wide>
          <PasswordSetUp
            place={ownAccount}
            ownWords={[nameOnScreen(), account.signInName ?? '']}
            onDone={() => done(t.added)}
          />
        </Dialog>
      )}
      {doing?.what === 'change' && (
        <PasswordDialog
          ownWords={[nameOnScreen(), account.signInName ?? '']}
          onClose={close}
          onDone={() => done(t.passwordChanged)}
        />
      )}
      {doing?.what === 'rename' && <RenameDialog way={doing.way} onClose={close} onDone={() => done(t.renamed)} />}
      {doing?.what === 'remove' && (
        <RemoveDialog way={doing.way} onClose={close} onDone={() => done(t.removed(doing.way.name))} />
      )}
    </div>
  )
}

const nameOnScreen = () => (session.value.status === 'signed_in' ? session.value.person.name : '')

function RemoveDialog({ way, onClose, onDone }: { way: Authenticator; onClose: () => void; onDone: () => void }) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [isBusy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    const param = { authenticatorId: way.authenticatorId }
    const answer = await call(api.api.account['ways-in'][':authenticatorId'].$delete({ param }))
    setBusy(false)
    if (answer.ok) return onDone()
    onClose()
    showToast({ text: answer.problem.message, tone: 'error' })
  }
  return (
    <Dialog
      title={t.removeOf(way.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="danger" busy={isBusy} onClick={() => void remove()}>
            {t.remove}
          </Button>
        </>
      }
    >
      <p>{t.removeHelp}</p>
    </Dialog>
  )
}
