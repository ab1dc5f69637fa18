import type { Problem } from '../shared/problem.ts'
import type { BulkResult } from '../shared/queue.ts'
import { en } from './i18n/referral.en.ts'
import { fr } from './i18n/referral.fr.ts'
import { useText } from './i18n/text.ts'
import { formatMoment } from './moment.ts'
import { Button } from './ui/button.tsx'
import './conflict.css'

/** What a colleague did to a referral since it was read, and the revision it has now. */
export type Conflict = { readonly revision: number; readonly changes: BulkResult['changes'] }

/** The conflict a refusal tells of; null when it is another refusal. */
export function conflictOf({ code, details }: Problem): Conflict | null {
  if (code !== 'changed_meanwhile' || typeof details?.revision !== 'number') return null
  return { revision: details.revision, changes: Array.isArray(details.changes) ? details.changes : [] }
}

/** Both versions in words, and the choice between them: neither is written over the other unseen. */
export function ConflictChoice({
  mine,
  changes,
  busy,
  onApply,
  onKeep,
}: {
  mine: string
  changes: Conflict['changes']
  busy?: boolean
  onApply: () => void
  onKeep: () => void
}) {
  const t = useText(fr, en)
  return (
    <div class="conflict" role="alert">
      <dl class="conflict-versions">
        <div>
          <dt>{t.yours}</dt>
          <dd>{mine}</dd>
        </div>
        <div>
          <dt>{t.theirs}</dt>
          <dd>
            {changes
              .map(({ at, kind, personName }) =>
                [t.events[kind] ?? kind, personName, formatMoment(at)].filter(Boolean).join(', '),
              )
              .join(' ; ')}
          </dd>
        </div>
      </dl>
      <div class="row">
        <Button size="s" busy={busy ?? false} onClick={onApply}>
          {t.applyMine}
        </Button>
        <Button size="s" variant="quiet" onClick={onKeep}>
          {t.keepTheirs}
        </Button>
      </div>
    </div>
  )
}
