import { useState } from 'preact/hooks'
import type { StopId } from '../../shared/ids.ts'
import type { Problem } from '../../shared/problem.ts'
import type { ReadinessItem, ReadinessState } from '../../shared/tour.ts'
import { api, call } from '../api.ts'
import { formatDate } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { Badge } from '../ui/badge.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { showToast } from '../ui/toast.tsx'
import { wordItem } from './wording.ts'

const STATES: readonly ReadinessState[] = ['green', 'amber', 'red']

/** The checklist of a stop: each point's state, who answers for it and by when. Red blocks publication, amber warns. */
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
  const [problem, setProblem] = useState<Problem | null>(null)
  const done = checklist.filter((item) => item.state === 'green').length
  const set = async (item: ReadinessItem, state: ReadinessState) => {
    setProblem(null)
    const { late: _, ...edit } = { ...item, state }
    const answer = await call(api.api.stops[':stopId'].readiness.$put({ param: { stopId }, json: edit }))
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.readinessSaved })
    await onChanged()
  }
  return (
    <details class="readiness" open={done < checklist.length}>
      <summary>
        <h3>{t.readiness}</h3> <span class="soft small">{t.readinessCount(done, checklist.length)}</span>
      </summary>
      {problem && <Notice tone="error">{problem.message}</Notice>}
      <ul>
        {checklist.map((item) => {
          const owner = t.readinessOwner[item.owner as keyof typeof t.readinessOwner] ?? item.owner
          return (
            <li key={item.item} class={`readiness-${item.state}`}>
              <div>
                <p>{wordItem(item.item, t)}</p>
                <p class="soft small">
                  {owner}
                  {item.dueDate && `, ${t.dueOn(formatDate(item.dueDate, { weekday: false, year: true }))}`}{' '}
                  {item.late && <Badge tone="error">{t.late}</Badge>}
                </p>
                {item.note && <p class="small">{item.note}</p>}
              </div>
              <Select
                label={t.readinessEdit(wordItem(item.item, t))}
                hideLabel
                options={STATES.map((value) => ({ value, label: t.readinessState[value] }))}
                value={item.state}
                onChange={(state) => void set(item, state)}
              />
            </li>
          )
        })}
      </ul>
    </details>
  )
}
