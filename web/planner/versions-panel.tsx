import type { TourDetail } from '../../shared/tour-view.ts'
import { formatInstant, PARIS } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { wordChange } from './wording.ts'

/** Each published version, newest first, with its author and what changed, in sentences. */
export function VersionsPanel({ detail }: { detail: TourDetail }) {
  const t = useText(fr, en)
  if (detail.versions.length === 0) return <EmptyState title={t.noVersion} icon="calendar" />
  const zone = detail.stops[0]?.zone ?? PARIS
  return (
    <ol class="versions">
      {detail.versions.map(({ version, publishedAt, publishedBy, changes }) => (
        <li key={version}>
          <h3>{t.versionLine(version, formatInstant(publishedAt, zone, { year: true }), publishedBy ?? '')}</h3>
          <ul>
            {changes.map((change) => (
              <li key={JSON.stringify(change)}>{wordChange(change, t)}</li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
