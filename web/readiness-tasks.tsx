import { useState } from 'preact/hooks'
import type { StopId } from '../shared/ids.ts'
import type { ReadinessTask } from '../shared/readiness.ts'
import { api, call } from './api.ts'
import { formatDate } from './format.ts'
import { en } from './i18n/readiness.en.ts'
import { fr } from './i18n/readiness.fr.ts'
import { useText } from './i18n/text.ts'
import { useLoad } from './load.ts'
import { ReadinessList } from './readiness-list.tsx'
import './readiness.css'
import { wordItem } from './readiness-wording.ts'
import { Badge } from './ui/badge.tsx'
import { Button } from './ui/button.tsx'
import { Dialog } from './ui/dialog.tsx'
import { Loaded } from './ui/loaded.tsx'

/** What the reader is reminded of before the stops to come, late points first; the whole list of a stop is one tap away. */
export function ReadinessTasks() {
  const t = useText(fr, en)
  const tasks = useLoad(() => call(api.api.readiness.tasks.$get()), [])
  const [opened, setOpened] = useState<ReadinessTask | null>(null)
  return (
    <>
      <Loaded load={tasks} lines={4}>
        {(value) =>
          value.tasks.length === 0 ? (
            <p class="soft">{t.tasksNone}</p>
          ) : (
            <ul class="readiness-list">
              {value.tasks.map((task) => (
                <li key={`${task.stopId} ${task.item}`} class={`readiness-line readiness-${task.state}`}>
                  <div class="readiness-words">
                    <p>
                      {wordItem(task.item, task.label)} {task.late && <Badge tone="error">{t.late}</Badge>}{' '}
                      {task.state === 'red' && <Badge tone="error">{t.state.red}</Badge>}
                    </p>
                    <p class="soft small">
                      {t.task(task.centreName, formatDate(task.firstDay, { weekday: false, year: true }))},{' '}
                      {t.dueOn(formatDate(task.dueDate, { weekday: false, year: true }))}
                    </p>
                    {task.note && <p class="small">{task.note}</p>}
                  </div>
                  <Button size="s" aria-label={t.wholeOf(task.centreName)} onClick={() => setOpened(task)}>
                    {t.whole}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {opened && <ChecklistDialog stop={opened} onClose={() => setOpened(null)} onChanged={tasks.reload} />}
    </>
  )
}

/** The whole checklist of one stop over the page. */
export function ChecklistDialog({
  stop: { stopId, centreName },
  onClose,
  onChanged,
}: {
  stop: { readonly stopId: StopId; readonly centreName: string }
  onClose: () => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  return (
    <Dialog title={`${t.title} – ${centreName}`} onClose={onClose} wide>
      <StopChecklist stopId={stopId} onChanged={onChanged} />
    </Dialog>
  )
}

function StopChecklist({ stopId, onChanged }: { stopId: StopId; onChanged: () => Promise<void> }) {
  const list = useLoad(() => call(api.api.stops[':stopId'].readiness.$get({ param: { stopId } })), [stopId])
  const changed = async () => {
    await Promise.all([list.reload(), onChanged()])
  }
  return (
    <Loaded load={list} lines={8}>
      {({ checklist }) => <ReadinessList stopId={stopId} checklist={checklist} onChanged={changed} />}
    </Loaded>
  )
}
