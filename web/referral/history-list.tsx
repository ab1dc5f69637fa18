import type { Protocol } from '../../shared/protocol.ts'
import type { HistoryLine, ReferralRecord } from '../../shared/referral.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { formatMoment } from '../moment.ts'
import { worded } from './wording.ts'

/** Everything that happened, newest first, with who did it and why. */
export function HistoryList({ record }: { record: Pick<ReferralRecord, 'history' | 'protocol'> }) {
  const t = useText(fr, en)
  return (
    <section class="card referral-section" aria-labelledby="referral-history">
      <h2 id="referral-history">{t.history}</h2>
      <ol class="referral-history">
        {record.history.toReversed().map((line, at) => {
          const detail = detailOf(line, record.protocol, t)
          return (
            <li key={at}>
              <p>
                <strong>{t.events[line.kind] ?? line.kind}</strong>
                {detail && ` – ${detail}`}
              </p>
              <p class="small soft">
                {formatMoment(line.at)}
                {line.personName && `, ${line.personName}`}
              </p>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function detailOf({ facts }: HistoryLine, protocol: Pick<Protocol, 'outcomes'>, t: typeof fr): string {
  const text = (key: string) => (typeof facts[key] === 'string' ? (facts[key] as string) : '')
  const words: Record<string, string> = { ...t.reasons, ...t.closeReasons }
  const outcome = protocol.outcomes.find((one) => one.id === text('outcome'))
  const alternatives: Record<string, string> = t.alternativeDone
  const parts = [
    text('from') && `${text('from')} → ${text('to')}`,
    text('priorityClass'),
    alternatives[text('kind')] ?? '',
    t.alert[text('alert')] ?? '',
    outcome ? worded(outcome.label) : '',
    words[text('reason')] ?? '',
    text('text'),
  ]
  return parts.filter(Boolean).join(' – ')
}
