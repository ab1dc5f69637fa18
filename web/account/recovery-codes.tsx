import { copyText } from '../copy-text.ts'
import { en } from '../i18n/account.en.ts'
import { fr } from '../i18n/account.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PrintButton } from '../ui/print-button.tsx'

/** Recovery codes, on the one occasion they are seen: to print, copy or write down. */
export function RecoveryCodes({
  codes,
  signInName,
  onKept,
}: {
  codes: readonly string[]
  signInName: string
  onKept: () => void
}) {
  const t = useText(fr, en)
  return (
    <section class="account-codes stack" aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">{t.codesTitle}</h2>
      <Notice tone="warning">{t.codesOnce}</Notice>
      <p class="soft">{t.codesFor(signInName)}</p>
      <ol class="account-code-list">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p class="soft small">{t.codesHelp}</p>
      <div class="row no-print">
        <PrintButton />
        <Button onClick={() => void copyText(codes.join('\n'), t.copied)}>{t.copy}</Button>
        <Button variant="primary" icon="check" onClick={onKept}>
          {t.kept}
        </Button>
      </div>
    </section>
  )
}
