import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { Page } from '../ui/page.tsx'

/** The specialist's days: chosen, open, and today's list. */
export function RosterPage() {
  const t = useText(fr, en)
  return <Page title={t.title} intro={t.intro} />
}
