import { en } from '../i18n/common.en.ts'
import { fr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from './button.tsx'

/** Opens the browser's print window for the page as it stands. */
export function PrintButton({ label }: { label?: string | undefined }) {
  const t = useText(fr, en)
  return (
    <Button icon="print" onClick={() => window.print()}>
      {label ?? t.print}
    </Button>
  )
}
