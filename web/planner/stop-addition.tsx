import { useState } from 'preact/hooks'
import { addDays, mondayOf } from '../../shared/days.ts'
import type { HostCentreId, StopId } from '../../shared/ids.ts'
import type { Problem } from '../../shared/problem.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { TourCheck, TourDetail } from '../../shared/tour-view.ts'
import { api, call } from '../api.ts'
import { en as growthEn } from '../i18n/growth.en.ts'
import { fr as growthFr } from '../i18n/growth.fr.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { DateInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { wordObstacle, wordWarning } from './wording.ts'

type Props = {
  detail: TourDetail
  onOpen: (stopId: StopId) => void
  onChanged: () => Promise<void>
}

/** A stop added to a published tour: what it would bring and leave to settle, then one act that publishes nothing yet. */
export function StopAddition(props: Props) {
  const g = useText(growthFr, growthEn)
  const [isOpen, setOpen] = useState(false)
  return (
    <div class="no-print">
      <Button size="s" icon="plus" onClick={() => setOpen(true)}>
        {g.add}
      </Button>
      {isOpen && <AdditionDialog {...props} onClose={() => setOpen(false)} />}
    </div>
  )
}

function AdditionDialog({ detail: { tour, stops }, onOpen, onChanged, onClose }: Props & { onClose: () => void }) {
  const t = useText(fr, en)
  const g = useText(growthFr, growthEn)
  const places = useLoad(() => call(api.api.tours.places.$get()), [])
  const last = stops.at(-1)?.lastDay ?? tour.toDate
  const [centreId, setCentre] = useState<HostCentreId | ''>('')
  const tuesday = addDays(mondayOf(addDays(last, 7)), 1)
  const [firstDay, setFirst] = useState<string>(tuesday)
  const [lastDay, setLast] = useState<string>(addDays(tuesday, 1))
  const [check, setCheck] = useState<TourCheck | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const request = {
    param: { tourId: tour.tourId },
    json: {
      revision: tour.revision,
      centreId: centreId as HostCentreId,
      firstDay: firstDay as LocalDate,
      lastDay: lastDay as LocalDate,
    },
  }
  const change = (set: (value: string) => void) => (value: string) => {
    set(value)
    setCheck(null)
    setProblem(null)
  }
  const preview = async () => {
    setBusy(true)
    const answer = await call(api.api.tours[':tourId'].stops.check.$post(request))
    setBusy(false)
    setCheck(answer.ok ? answer.value : null)
    setProblem(answer.ok ? null : answer.problem)
  }
  const confirm = async () => {
    setBusy(true)
    const answer = await call(api.api.tours[':tourId'].stops.$post(request))
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: g.added })
    onClose()
    await onChanged()
    onOpen(answer.value.stopId)
  }
  const isWhole = centreId !== '' && firstDay !== '' && lastDay !== ''
  return (
    <Dialog
      title={g.addTitle(tour.name)}
      onClose={onClose}
      notice={problem && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{g.giveUp}</Button>
          {check ? (
            <Button variant="primary" busy={isBusy} onClick={() => void confirm()}>
              {g.addConfirm}
            </Button>
          ) : (
            <Button variant="primary" busy={isBusy} disabled={!isWhole} onClick={() => void preview()}>
              {g.seeWhat}
            </Button>
          )}
        </>
      }
    >
      <div class="stack">
        <p class="soft">{g.addExplained}</p>
        <Select
          label={t.centre}
          empty={t.chooseCentre}
          options={(valueIn(places)?.centres ?? []).map(({ centreId: value, name }) => ({ value, label: name }))}
          value={centreId}
          onChange={change((value) => setCentre(value as HostCentreId))}
        />
        <div class="row">
          <DateInput label={t.firstDay} value={firstDay} onInput={change(setFirst)} />
          <DateInput label={t.lastDay} value={lastDay} min={firstDay} onInput={change(setLast)} />
        </div>
        {check && <AdditionCheck check={check} />}
      </div>
    </Dialog>
  )
}

function AdditionCheck({ check: { stops, obstacles } }: { check: TourCheck }) {
  const t = useText(fr, en)
  const g = useText(growthFr, growthEn)
  const [stop] = stops
  if (!stop) return null
  return (
    <div class="stack-tight" role="status">
      <p>{g.brings(t.placeCount(stop.places), stop.road ? `${stop.road.km}\u00a0km` : '')}</p>
      {stop.warnings.length > 0 && (
        <ul class="warnings">
          {stop.warnings.map((warning) => (
            <li key={warning.code}>{wordWarning(warning, t)}</li>
          ))}
        </ul>
      )}
      <h3>{g.leftToSettle}</h3>
      <ul class="obstacles">
        {obstacles.map((obstacle, index) => (
          <li key={`${obstacle.code} ${obstacle.stopId} ${index}`}>{wordObstacle(obstacle, t)}</li>
        ))}
      </ul>
    </div>
  )
}
