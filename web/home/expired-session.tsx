import { en } from '../i18n/home.en.ts'
import { fr } from '../i18n/home.fr.ts'
import { useText } from '../i18n/text.ts'
import { reloadAll } from '../load.ts'
import { hasExpired, loadSession, session } from '../session.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DemoPeople } from './demo-people.tsx'
import { SignInWays } from './sign-in-ways.tsx'

/** Signs in again over the page on which the session ended, which stays covered until then. */
export function ExpiredSession() {
  const t = useText(fr, en)
  const state = session.value
  if (!hasExpired.value || state.status !== 'signed_in') return null
  const leave = (
    <Button variant="quiet" onClick={() => location.assign('/')}>
      {t.leavePage}
    </Button>
  )
  return (
    <Dialog title={t.expiredTitle} actions={leave} wide>
      <p>{t.expired}</p>
      {state.demoPeople.length > 0 ? (
        <DemoPeople
          people={state.demoPeople.filter(({ personId }) => personId === state.person.personId)}
          onEntered={reloadAll}
        />
      ) : (
        <SignInWays hasPsc={state.hasProSanteConnect} onEntered={() => void enterAgain(state.person.personId)} />
      )}
    </Dialog>
  )
}

/** Goes on with the page as it stands; somebody else who signed in over it starts from their own first page. */
async function enterAgain(personId: string): Promise<void> {
  await loadSession()
  const now = session.value
  if (now.status === 'signed_in' && now.person.personId === personId) reloadAll()
  else location.assign('/')
}
