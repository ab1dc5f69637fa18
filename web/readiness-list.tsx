import { useState } from 'preact/hooks'
import type { StopId } from '../shared/ids.ts'
import type { ReadinessItem } from '../shared/tour.ts'
import { formatDate } from './format.ts'
import { en } from './i18n/readiness.en.ts'
import { fr } from './i18n/readiness.fr.ts'
import { useText } from './i18n/text.ts'
import { ReadinessDialog } from './readiness-dialog.tsx'
import './readiness.css'
import { wordItem } from './readiness-wording.ts'
import { Badge } from './ui/badge.tsx'
import { Button } from './ui/button.tsx'

const TONES = { green: 'success', amber: 'warning', red: 'error' } as const

/** The points of a stop's checklist: state, owner, due date, note and papers; each opens to be brought up to date. */
export function ReadinessList({
  stopId,
  checklist,
  onChanged,
}: {
  stopId: StopId
  checklist: readonly ReadinessItem[]
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const [openItem, setOpenItem] = useState<string | null>(null)
  const open = checklist.find((line) => line.item === openItem)
  return (
    <>
      <ul class="readiness-list">
        {checklist.map((line) => {
          const name = wordItem(line.item, line.label)
          return (
            <li key={line.item} class={`readiness-line readiness-${line.state}`}>
              <div class="readiness-words">
                <p>
                  {name} <Badge tone={TONES[line.state]}>{t.state[line.state]}</Badge>{' '}
                  {line.late && <Badge tone="error">{t.late}</Badge>}
                </p>
                <p class="soft small">
                  {t.owner[line.owner as keyof typeof t.owner] ?? line.owner}
                  {line.dueDate && `, ${t.dueOn(formatDate(line.dueDate, { weekday: false, year: true }))}`}
                  {line.documents.length > 0 && `, ${t.documents.toLowerCase()} : ${line.documents.length}`}
                </p>
                {line.note && <p class="small">{line.note}</p>}
              </div>
              <Button size="s" class="no-print" aria-label={t.open(name)} onClick={() => setOpenItem(line.item)}>
                {t.openShort}
              </Button>
            </li>
          )
        })}
      </ul>
      {open && <ReadinessDialog stopId={stopId} line={open} onClose={() => setOpenItem(null)} onChanged={onChanged} />}
    </>
  )
}
