import { en } from '../i18n/common.en.ts'
import { fr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { LinkButton } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'

/** An address that leads nowhere. */
export function NotFoundPage() {
  const t = useText(fr, en)
  return (
    <Page title={t.notFoundTitle} intro={t.notFound}>
      <div>
        <LinkButton href="/">{t.toHome}</LinkButton>
      </div>
    </Page>
  )
}

/** An address for another role. */
export function NotYoursPage() {
  const t = useText(fr, en)
  return (
    <Page title={t.notYoursTitle} intro={t.notYours}>
      <div>
        <LinkButton href="/">{t.toHome}</LinkButton>
      </div>
    </Page>
  )
}
