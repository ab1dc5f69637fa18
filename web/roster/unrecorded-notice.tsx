import { api, call } from '../api.ts'
import { formatDate } from '../format.ts'
import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { Notice } from '../ui/notice.tsx'

/** Past days of one's own stops with patients of whom nothing was said, each leading to its list; nothing when there is none. */
export function UnrecordedNotice() {
  const t = useText(fr, en)
  const days = valueIn(useLoad(() => call(api.api.referrals.unrecorded.$get()), [])) ?? []
  if (days.length === 0) return null
  return (
    <Notice tone="warning" title={t.unrecorded}>
      <ul>
        {days.map((day) => (
          <li key={`${day.stopId} ${day.date}`}>
            <a href={`/mes-journees/${day.stopId}/${day.date}`}>
              {formatDate(day.date)}, {day.centreName}
            </a>{' '}
            {t.unrecordedPatients(day.patients)}
            {day.escalated > 0 && <strong> {t.unrecordedLate}</strong>}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
