import { en } from '../i18n/common.en.ts'
import { fr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'

/** Stands in for a page that could not be fetched or drawn. */
export function PageFailed() {
  const t = useText(fr, en)
  return (
    <Page title={t.productName}>
      <Notice tone="error" actions={<Button onClick={() => location.reload()}>{t.reload}</Button>}>
        {t.pageFailed}
      </Notice>
    </Page>
  )
}
