import type { BulkResult } from '../../shared/queue.ts'
import { ConflictChoice } from '../conflict.tsx'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { en as referralEn } from '../i18n/referral.en.ts'
import { fr as referralFr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Wanted } from './bulk-dialog.tsx'

/** The lines that were not done, and why; where a colleague was first, both versions in words, and the choice. */
export function BulkResults({
  wanted,
  results,
  names,
  onAgain,
  onClose,
}: {
  wanted: Wanted
  results: readonly BulkResult[]
  names: ReadonlyMap<string, string>
  onAgain: (line: BulkResult) => void
  onClose: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const { closeReasons } = useText(referralFr, referralEn)
  const mine = [t.bulkActs[wanted.act as keyof typeof t.bulkActs], wanted.reason && closeReasons[wanted.reason]]
  return (
    <Dialog
      wide
      title={t.bulkRefused(results.length)}
      onClose={onClose}
      actions={<Button onClick={onClose}>{common.close}</Button>}
    >
      <ul class="queue-handover">
        {results.map((line) => (
          <li key={line.referralId} class="queue-conflict">
            <p>
              <strong>{names.get(line.referralId) ?? ''}</strong> {line.message}
            </p>
            {line.code === 'changed_meanwhile' && (
              <>
                <ConflictChoice
                  mine={mine.filter(Boolean).join(' – ')}
                  changes={line.changes}
                  onApply={() => onAgain(line)}
                  onKeep={onClose}
                />
                <LinkButton size="s" variant="quiet" href={`/adressages/${line.referralId}`}>
                  {t.seeReferral}
                </LinkButton>
              </>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
