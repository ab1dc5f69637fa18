import { en } from '../i18n/home.en.ts'
import { fr } from '../i18n/home.fr.ts'
import { useText } from '../i18n/text.ts'
import { reloadAll } from '../load.ts'
import { hasExpired, session } from '../session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { DemoPeople } from './demo-people.tsx'

/** Signs in again over the page on which the session ended. */
export function ExpiredSession() {
  const t = useText(fr, en)
  const state = session.value
  if (!hasExpired.value || state.status !== 'signed_in') return null
  const dismiss = () => {
    hasExpired.value = false
  }
  return (
    <Dialog title={t.expiredTitle} onClose={dismiss} wide>
      <p>{t.expired}</p>
      <DemoPeople
        people={state.demoPeople.filter(({ personId }) => personId === state.person.personId)}
        onEntered={reloadAll}
      />
    </Dialog>
  )
}
