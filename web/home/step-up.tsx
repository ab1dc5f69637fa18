import { en } from '../i18n/sign-in.en.ts'
import { fr } from '../i18n/sign-in.fr.ts'
import { useText } from '../i18n/text.ts'
import { loadSession, needsProof, session } from '../session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { showToast } from '../ui/toast.tsx'
import { SignInWays } from './sign-in-ways.tsx'

/** Asks somebody signed in to prove who they are again, over the page where a sensitive change was refused. */
export function StepUp() {
  const t = useText(fr, en)
  const state = session.value
  if (!needsProof.value || state.status !== 'signed_in') return null
  const dismiss = () => {
    needsProof.value = false
  }
  const confirmed = async () => {
    dismiss()
    await loadSession()
    showToast({ text: t.confirmed })
  }
  return (
    <Dialog title={t.confirmTitle} onClose={dismiss}>
      <p>{t.confirm}</p>
      {state.hasProSanteConnect && <p class="soft small">{t.pscLeaves}</p>}
      <SignInWays hasPsc={state.hasProSanteConnect} onEntered={() => void confirmed()} />
    </Dialog>
  )
}
