import type { StopId } from '../../shared/ids.ts'
import type { ReadinessItem } from '../../shared/tour.ts'
import { en } from '../i18n/readiness.en.ts'
import { fr } from '../i18n/readiness.fr.ts'
import { useText } from '../i18n/text.ts'
import { ReadinessList } from '../readiness-list.tsx'

/** The checklist of a stop in its panel: folded once everything is ready. */
export function ReadinessSection({
  stopId,
  checklist,
  onChanged,
}: {
  stopId: StopId
  checklist: readonly ReadinessItem[]
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const done = checklist.filter((item) => item.state === 'green').length
  return (
    <details id="stop-readiness" tabIndex={-1} class="readiness" open={done < checklist.length}>
      <summary>
        <h3>{t.title}</h3> <span class="soft small">{t.count(done, checklist.length)}</span>
      </summary>
      <ReadinessList stopId={stopId} checklist={checklist} onChanged={onChanged} />
    </details>
  )
}
