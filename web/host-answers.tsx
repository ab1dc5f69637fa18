import type { HostAnswer, HostStanding } from '../shared/host.ts'
import type { TimeZone } from '../shared/time.ts'
import { formatDays, formatInstant, formatList } from './format.ts'
import { en } from './i18n/host.en.ts'
import { fr } from './i18n/host.fr.ts'
import { useText } from './i18n/text.ts'
import { Badge } from './ui/badge.tsx'

const TONES = { awaiting: 'warning', accepted: 'success', declined: 'error', outdated: 'warning' } as const

/** Where a centre stands on the present days of a stop. */
export function HostStandingBadge({ standing }: { standing: HostStanding }) {
  const t = useText(fr, en)
  return <Badge tone={TONES[standing]}>{t.standing[standing]}</Badge>
}

/** Every answer a centre gave about a stop, newest first, with who gave it, how, and the other days it offered. */
export function HostAnswers({ answers, zone }: { answers: readonly HostAnswer[]; zone: TimeZone }) {
  const t = useText(fr, en)
  if (answers.length === 0) return null
  return (
    <details>
      <summary class="small">{t.history(answers.length)}</summary>
      <ol class="small stack-tight">
        {answers.map((answer, index) => (
          <li key={answers.length - index}>
            {t.answerLine[answer.answer](
              answer.answeredBy,
              formatInstant(answer.answeredAt, zone, { year: true }),
              formatDays(answer.firstDay, answer.lastDay),
            )}{' '}
            <span class="soft">
              ({t.means[answer.means]}
              {answer.recordedBy && `, ${t.recordedBy(answer.recordedBy)}`})
            </span>
            {answer.reason && <p>{t.because(answer.reason)}</p>}
            {answer.offered.length > 0 && (
              <p>
                {t.offers(formatList(answer.offered.map(({ firstDay, lastDay }) => formatDays(firstDay, lastDay))))}
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}
