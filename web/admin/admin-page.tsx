import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { useText } from '../i18n/text.ts'
import { Page } from '../ui/page.tsx'

/** Accounts, centres, settings and the access log. */
export function AdminPage() {
  const t = useText(fr, en)
  return <Page title={t.title} intro={t.intro} />
}
