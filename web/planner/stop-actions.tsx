import { useState } from 'preact/hooks'
import { addDays } from '../../shared/days.ts'
import type { SpecialistId } from '../../shared/ids.ts'
import type { Problem } from '../../shared/problem.ts'
import type { DayCandidates } from '../../shared/roster.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopObstacle } from '../../shared/tour.ts'
import type { StopDetail } from '../../shared/tour-view.ts'
import { api, call } from '../api.ts'
import { formatDate } from '../format.ts'
import { en as growthEn } from '../i18n/growth.en.ts'
import { fr as growthFr } from '../i18n/growth.fr.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { DateInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { type Impact, ImpactLines } from './impact-lines.tsx'
import { wordObstacle } from './wording.ts'

type MoveImpact = Impact & { readonly toStaff: readonly Pick<DayCandidates, 'date' | 'candidates'>[] }

/** Moving or cancelling a published stop: first whom it concerns, in counts, then one confirmed act. */
export function StopActions({
  detail,
  onChanged,
  onGone,
}: {
  detail: StopDetail
  onChanged: () => Promise<void>
  onGone: () => void
}) {
  const t = useText(fr, en)
  const [asking, setAsking] = useState<'move' | 'cancel' | null>(null)
  const { stop, tour } = detail
  const isAdded = stop.state === 'planned' && (tour.state === 'published' || tour.state === 'running')
  if (isAdded) return <DropAddedStop detail={detail} onChanged={onChanged} onGone={onGone} />
  if (stop.state !== 'published' && stop.state !== 'running') return null
  const done = async (said: string) => {
    setAsking(null)
    showToast({ text: said })
    await onChanged()
  }
  return (
    <div class="row no-print">
      {stop.state === 'published' && <Button onClick={() => setAsking('move')}>{t.moveStop}</Button>}
      <Button variant="danger" onClick={() => setAsking('cancel')}>
        {t.cancelStop}
      </Button>
      {asking === 'cancel' && (
        <CancelDialog
          detail={detail}
          onClose={() => setAsking(null)}
          onDone={() => void done(t.stopCancelled).then(onGone)}
        />
      )}
      {asking === 'move' && (
        <MoveDialog detail={detail} onClose={() => setAsking(null)} onDone={() => void done(t.stopMoved)} />
      )}
    </div>
  )
}

/** A stop added since the last version: it waits for its gate, and nobody was told, so that it may simply go. */
function DropAddedStop({
  detail: { stop, tour },
  onChanged,
  onGone,
}: {
  detail: StopDetail
  onChanged: () => Promise<void>
  onGone: () => void
}) {
  const t = useText(growthFr, growthEn)
  const [problem, setProblem] = useState<Problem | null>(null)
  const drop = async () => {
    const param = { stopId: stop.stopId }
    const answer = await call(api.api.stops[':stopId'].$delete({ param, json: { revision: tour.revision } }))
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.dropped(stop.centreName) })
    onGone()
    await onChanged()
  }
  return (
    <div class="stack-tight no-print">
      {problem && <Notice tone="error">{problem.message}</Notice>}
      <p class="soft small">{t.addedExplained}</p>
      <div>
        <Button variant="danger" onClick={() => void drop()}>
          {t.drop}
        </Button>
      </div>
    </div>
  )
}

type DialogProps = { detail: StopDetail; onClose: () => void; onDone: () => void }

function CancelDialog({ detail: { stop, tour }, onClose, onDone }: DialogProps) {
  const t = useText(fr, en)
  const param = { stopId: stop.stopId }
  const impact = useLoad(() => call(api.api.stops[':stopId'].impact.$get({ param })), [stop.stopId])
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const confirm = async () => {
    setBusy(true)
    const answer = await call(api.api.stops[':stopId'].cancel.$post({ param, json: { revision: tour.revision } }))
    setBusy(false)
    if (answer.ok) onDone()
    else setProblem(answer.problem)
  }
  return (
    <Dialog
      title={t.cancelStopTitle(stop.centreName)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.keepStop}</Button>
          <Button variant="danger" busy={isBusy} disabled={impact.status !== 'loaded'} onClick={() => void confirm()}>
            {t.confirmCancel}
          </Button>
        </>
      }
    >
      <div class="stack">
        {problem && <Notice tone="error">{problem.message}</Notice>}
        <Loaded load={impact}>{(counts) => <ImpactLines impact={counts} />}</Loaded>
      </div>
    </Dialog>
  )
}

function MoveDialog({ detail: { stop, tour }, onClose, onDone }: DialogProps) {
  const t = useText(fr, en)
  const [firstDay, setFirst] = useState<string>(addDays(stop.firstDay, 7))
  const [lastDay, setLast] = useState<string>(addDays(stop.lastDay, 7))
  const g = useText(growthFr, growthEn)
  const [impact, setImpact] = useState<MoveImpact | null>(null)
  const [chosen, setChosen] = useState<Readonly<Record<string, SpecialistId>>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const specialists = Object.entries(chosen).map(([date, specialistId]) => ({ date: date as LocalDate, specialistId }))
  const request = {
    param: { stopId: stop.stopId },
    json: { revision: tour.revision, firstDay: firstDay as LocalDate, lastDay: lastDay as LocalDate, specialists },
  }
  const isStaffed = impact?.toStaff.every(({ date }) => chosen[date]) ?? true
  const change = (set: (value: string) => void) => (value: string) => {
    set(value)
    setChosen({})
    setImpact(null)
    setProblem(null)
  }
  const preview = async () => {
    setBusy(true)
    const answer = await call(api.api.stops[':stopId'].move.impact.$post(request))
    setBusy(false)
    setImpact(answer.ok ? answer.value : null)
    setProblem(answer.ok ? null : answer.problem)
  }
  const confirm = async () => {
    setBusy(true)
    const answer = await call(api.api.stops[':stopId'].move.$post(request))
    setBusy(false)
    if (answer.ok) onDone()
    else setProblem(answer.problem)
  }
  return (
    <Dialog
      title={t.moveStopTitle(stop.centreName)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.keepStop}</Button>
          {impact ? (
            <Button variant="danger" busy={isBusy} disabled={!isStaffed} onClick={() => void confirm()}>
              {t.confirmMove}
            </Button>
          ) : (
            <Button variant="primary" busy={isBusy} disabled={!firstDay || !lastDay} onClick={() => void preview()}>
              {t.seeImpact}
            </Button>
          )}
        </>
      }
    >
      <div class="stack">
        <div class="row">
          <DateInput label={t.firstDay} value={firstDay} onInput={change(setFirst)} />
          <DateInput label={t.lastDay} value={lastDay} onInput={change(setLast)} min={firstDay} />
        </div>
        {problem && <MoveProblem problem={problem} />}
        <p class="soft small">{g.stretchExplained}</p>
        {impact && <ImpactLines impact={impact} />}
        {impact?.toStaff.map(({ date, candidates }) => {
          const free = candidates.filter((candidate) => candidate.standing === 'free')
          return free.length === 0 ? (
            <Notice key={date} tone="warning">
              {g.nobodyFor(formatDate(date))}
            </Notice>
          ) : (
            <Select
              key={date}
              label={g.whoTakes(formatDate(date))}
              empty={g.choose}
              options={free.map(({ specialistId, name }) => ({ value: specialistId, label: name }))}
              value={chosen[date] ?? ''}
              onChange={(specialistId) => setChosen({ ...chosen, [date]: specialistId })}
            />
          )
        })}
      </div>
    </Dialog>
  )
}

function MoveProblem({ problem }: { problem: Problem }) {
  const t = useText(fr, en)
  const obstacles = (problem.details?.obstacles ?? []) as StopObstacle[]
  return (
    <Notice tone="error" title={problem.message}>
      {obstacles.length > 0 && (
        <ul class="plain-list">
          {obstacles.map((obstacle, index) => (
            <li key={`${obstacle.code} ${index}`}>{wordObstacle(obstacle, t)}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
