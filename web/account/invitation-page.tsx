import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OpenInvitation } from '../../shared/sign-in.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/account.en.ts'
import { fr } from '../i18n/account.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { loadSession } from '../session.ts'
import { LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { momentOf } from './moments.ts'
import { PasskeyForm } from './passkey-form.tsx'
import { PasswordSetUp } from './password-set-up.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { invitationPlace } from './ways.ts'
import './account.css'

/** Where a single-use link leads: somebody sets up how they will sign in, is given recovery codes, and is in. */
export function InvitationPage() {
  const t = useText(fr, en)
  // The part after # stays in the browser: no server, proxy or history of addresses visited elsewhere reads it.
  const [token] = useState(() => location.hash.slice(1))
  const invitation = useLoad(token ? () => call(api.api.invitations.open.$post({ json: { token } })) : null, [token])
  const person = valueIn(invitation)
  const title = person ? t.invitationTitle(person.name) : t.invitationFailed
  return (
    <Page title={title} windowTitle={t.invitationFailed} intro={person && t.invitationIntro}>
      {token === '' && <Notice tone="error">{t.invitationMissing}</Notice>}
      {invitation.status === 'failed' ? (
        <Notice tone="error" actions={<LinkButton href="/connexion">{t.toSignIn}</LinkButton>}>
          {invitation.problem.code === 'bad_request' ? t.invitationMissing : invitation.problem.message}
        </Notice>
      ) : (
        <Loaded load={invitation}>{(opened) => <SetUp token={token} invitation={opened} />}</Loaded>
      )}
    </Page>
  )
}

function SetUp({ token, invitation }: { token: string; invitation: OpenInvitation }) {
  const t = useText(fr, en)
  const { route } = useLocation()
  const [by, setBy] = useState<'passkey' | 'password'>('passkey')
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const place = invitationPlace(token)
  const done = ({ recoveryCodes }: { recoveryCodes: string[] }) => {
    history.replaceState(null, '', '/invitation')
    setCodes(recoveryCodes)
  }
  const enter = async () => {
    await loadSession()
    route('/')
  }
  if (codes) {
    return (
      <div class="account-card">
        <RecoveryCodes codes={codes} signInName={invitation.signInName} onKept={() => void enter()} />
      </div>
    )
  }
  return (
    <div class="account-card">
      <p>
        {t.invitationYours(invitation.signInName)}. {t.invitationUntil(momentOf(invitation.expiresAt))}
      </p>
      {invitation.replaces && <Notice tone="warning">{t.invitationReplaces}</Notice>}
      <Tabs
        label={t.waysCaption}
        tabs={[
          { id: 'passkey', label: t.kind.passkey },
          { id: 'password', label: t.kind.password },
        ]}
        selected={by}
        onSelect={setBy}
      >
        {by === 'passkey' ? (
          <div class="stack">
            <h2>{t.recommended}</h2>
            <PasskeyForm place={place} onDone={done} />
          </div>
        ) : (
          <div class="stack">
            <h2>{t.kind.password}</h2>
            <PasswordSetUp place={place} ownWords={[invitation.name, invitation.signInName]} onDone={done} />
          </div>
        )}
      </Tabs>
    </div>
  )
}
