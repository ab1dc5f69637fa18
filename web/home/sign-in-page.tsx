import { en } from '../i18n/home.en.ts'
import { fr } from '../i18n/home.fr.ts'
import { useText } from '../i18n/text.ts'
import { session } from '../session.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { DemoPeople } from './demo-people.tsx'

/** Shown at any address to whoever is not signed in; the address then opens by itself. */
export function SignInPage() {
  const t = useText(fr, en)
  const state = session.value
  const demoPeople = state.status === 'signed_out' ? state.demoPeople : []
  return (
    <Page title={t.title} intro={demoPeople.length > 0 ? t.demoIntro : undefined}>
      {demoPeople.length > 0 ? <DemoPeople people={demoPeople} /> : <Notice tone="warning">{t.productionIntro}</Notice>}
    </Page>
  )
}
