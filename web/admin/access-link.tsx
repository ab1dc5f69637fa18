import type { Invited } from '../../shared/administration.ts'
import { copyText } from '../copy-text.ts'
import { formatInstant, PARIS } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextInput } from '../ui/text-input.tsx'

/** The single-use link to hand to somebody, on the one occasion it is seen. */
export function AccessLink({ name, invited, onClose }: { name: string; invited: Invited; onClose: () => void }) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  return (
    <Dialog
      title={t.access.linkTitle(name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.close}</Button>
          <Button variant="primary" onClick={() => void copyText(invited.link, t.access.copied)}>
            {t.access.copy}
          </Button>
        </>
      }
    >
      <p>{t.access.linkHelp}</p>
      <TextInput label={t.access.link} value={invited.link} onInput={() => undefined} readOnly />
      <p class="soft small">
        {t.access.linkUntil(formatInstant(invited.expiresAt, PARIS))} {t.access.signInName(invited.signInName)}
      </p>
    </Dialog>
  )
}
