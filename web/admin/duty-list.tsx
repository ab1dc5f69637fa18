import { useState } from 'preact/hooks'
import type { Duty, PersonLine } from '../../shared/administration.ts'
import { shortDate } from '../../shared/days.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { useText } from '../i18n/text.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EndDutyDialog } from './end-duty-dialog.tsx'

/** A person's assignments, current and to come first; the past ones are counted and unfold. */
export function DutyList({ person, onChanged }: { person: PersonLine; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const [ending, setEnding] = useState<Duty | null>(null)
  const live = person.duties.filter((duty) => duty.standing !== 'over')
  const past = person.duties.filter((duty) => duty.standing === 'over')
  return (
    <div class="stack-tight">
      {live.length === 0 && <span class="soft">{t.people.noDuty}</span>}
      {live.map((duty) => (
        <div key={duty.dutyId} class="admin-duty">
          <Badge tone={duty.standing === 'current' ? 'accent' : 'info'}>{t.duty[duty.standing]}</Badge>
          <span>
            <strong>{duty.centreName}</strong> <Dates duty={duty} />
          </span>
          <Button
            size="s"
            variant="quiet"
            aria-label={t.duty.endOf(person.name, duty.centreName)}
            onClick={() => setEnding(duty)}
          >
            {t.duty.end}
          </Button>
        </div>
      ))}
      {past.length > 0 && (
        <details class="small">
          <summary>{t.people.past(past.length)}</summary>
          <ul class="admin-past">
            {past.map((duty) => (
              <li key={duty.dutyId}>
                {duty.centreName} <Dates duty={duty} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {ending && (
        <EndDutyDialog person={person} duty={ending} onClose={() => setEnding(null)} onDone={() => void onChanged()} />
      )}
    </div>
  )
}

function Dates({ duty }: { duty: Duty }) {
  const t = useText(fr, en)
  const from = shortDate(duty.from)
  if (duty.to) return <span class="soft">{t.duty.range(from, shortDate(duty.to))}</span>
  return (
    <span class="soft">
      {duty.standing === 'to_come' ? t.duty.coming(from) : t.duty.since(from)}, {t.duty.openEnded}
    </span>
  )
}
