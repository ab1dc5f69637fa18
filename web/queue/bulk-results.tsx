import type { BulkResult } from '../../shared/queue.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { en as referralEn } from '../i18n/referral.en.ts'
import { fr as referralFr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { formatMoment } from '../moment.ts'
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
  const { events, closeReasons } = useText(referralFr, referralEn)
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
                <dl class="queue-versions">
                  <div>
                    <dt>{t.yours}</dt>
                    <dd>{mine.filter(Boolean).join(' – ')}</dd>
                  </div>
                  <div>
                    <dt>{t.theirs}</dt>
                    <dd>
                      {line.changes
                        .map(({ at, kind, personName }) =>
                          [events[kind] ?? kind, personName, formatMoment(at)].filter(Boolean).join(', '),
                        )
                        .join(' ; ')}
                    </dd>
                  </div>
                </dl>
                <div class="row">
                  <Button size="s" onClick={() => onAgain(line)}>
                    {t.applyMine}
                  </Button>
                  <Button size="s" variant="quiet" onClick={onClose}>
                    {t.keepTheirs}
                  </Button>
                  <LinkButton size="s" variant="quiet" href={`/adressages/${line.referralId}`}>
                    {t.seeReferral}
                  </LinkButton>
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
