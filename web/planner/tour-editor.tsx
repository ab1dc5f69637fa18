import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { addDays } from '../../shared/days.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { Problem } from '../../shared/problem.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { EditPrice, StopEdit } from '../../shared/tour-edit.ts'
import type { CentreView, TourCheck, TourDetail, TourStop } from '../../shared/tour-view.ts'
import { api, call } from '../api.ts'
import { en as editorEn } from '../i18n/editor.en.ts'
import { fr as editorFr } from '../i18n/editor.fr.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { DateInput, TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { advance, redo, startHistory, undo } from './edit-history.ts'
import { EditMap } from './edit-map.tsx'
import { atCentre, ordersOf } from './edit-moves.ts'
import { EditPriceView } from './edit-price.tsx'
import { EditTimeline } from './edit-timeline.tsx'
import { RoadLine } from './road-line.tsx'
import { StopEditor } from './stop-editor.tsx'
import { wordObstacle, wordWarning } from './wording.ts'

export type Draft = {
  readonly name: string
  readonly fromDate: LocalDate
  readonly toDate: LocalDate
  readonly stops: readonly StopEdit[]
}

type Priced = { readonly price: EditPrice | null; readonly problem: Problem | null }
type Checked =
  | { readonly status: 'checking' }
  | { readonly status: 'checked'; readonly check: TourCheck }
  | { readonly status: 'refused'; readonly problem: Problem }

const WAIT_MS = 350

/** Name, period and stops of a draft, changed by hand with undo; each change is checked at once against every rule. */
export function TourEditor({
  detail,
  centres,
  onSaved,
}: {
  detail: TourDetail
  centres: readonly CentreView[]
  onSaved: () => Promise<void>
}) {
  const t = useText(fr, en)
  const e = useText(editorFr, editorEn)
  const { route } = useLocation()
  const [history, setHistory] = useState(() => startHistory(draftOf(detail)))
  const [checked, setChecked] = useState<Checked>({ status: 'checking' })
  const [price, setPrice] = useState<Priced>({ price: null, problem: null })
  const [selected, setSelected] = useState<number | null>(null)
  const [picked, setPicked] = useState<HostCentreId | ''>('')
  const [isBusy, setBusy] = useState(false)
  const draft = history.present
  const param = { tourId: detail.tour.tourId }
  const json = { ...draft, revision: detail.tour.revision, stops: [...draft.stops] }
  const content = JSON.stringify(json)

  useEffect(() => {
    let left = false
    setChecked({ status: 'checking' })
    setPrice({ price: null, problem: null })
    const check = async () => {
      const answer = await call(api.api.tours[':tourId'].check.$post({ param, json }))
      if (left) return
      setChecked(
        answer.ok ? { status: 'checked', check: answer.value } : { status: 'refused', problem: answer.problem },
      )
    }
    const appraise = async () => {
      const priced = await call(api.api.tours[':tourId'].price.$post({ param, json }))
      if (left) return
      setPrice(priced.ok ? { price: priced.value, problem: null } : { price: null, problem: priced.problem })
    }
    const timer = setTimeout(() => {
      void check()
      void appraise()
    }, WAIT_MS)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [content])

  const change = (part: Partial<Draft>) => setHistory(advance(history, { ...draft, ...part }))
  const changeStop = (index: number, part: Partial<StopEdit>) =>
    change({ stops: draft.stops.map((stop, at) => (at === index ? { ...stop, ...part } : stop)) })
  const save = async () => {
    setBusy(true)
    const answer = await call(api.api.tours[':tourId'].$put({ param, json }))
    setBusy(false)
    if (!answer.ok) return setChecked({ status: 'refused', problem: answer.problem })
    showToast({ text: t.saved })
    await onSaved()
    route(`/tournees?tournee=${detail.tour.tourId}`)
  }
  const remove = (index: number) => {
    change({ stops: draft.stops.filter((_, at) => at !== index) })
    setSelected(null)
  }
  const add = (centreId: HostCentreId) => {
    change({ stops: [...draft.stops, newStop(centreId, draft)] })
    setSelected(draft.stops.length)
    setPicked('')
  }
  const orders = ordersOf(draft.stops)
  const nameOf = (centreId: string) => centres.find((centre) => centre.centreId === centreId)?.name ?? '…'

  return (
    <div class="editor">
      <div class="card stack">
        <div class="propose-columns">
          <TextInput label={t.name} value={draft.name} maxLength={120} onInput={(name) => change({ name })} />
          <DateInput
            label={t.from}
            value={draft.fromDate}
            onInput={(date) => date && change({ fromDate: date as LocalDate })}
          />
          <DateInput
            label={t.to}
            value={draft.toDate}
            onInput={(date) => date && change({ toDate: date as LocalDate })}
          />
        </div>
        <EditTimeline
          from={draft.fromDate}
          to={draft.toDate}
          stops={draft.stops}
          selected={selected}
          nameOf={nameOf}
          onSelect={setSelected}
          onChange={changeStop}
          onRemove={remove}
        />
        <EditMap
          centres={centres}
          stops={draft.stops}
          selected={selected}
          picked={picked}
          onSelect={setSelected}
          onPick={setPicked}
          onAdd={add}
          onMoveThere={(centreId) => {
            const stop = selected === null ? undefined : draft.stops[selected]
            if (selected !== null && stop) changeStop(selected, atCentre(stop, centreId))
            setPicked('')
          }}
        />
        <ol class="editor-stops">
          {draft.stops.map((stop, index) => (
            <StopEditor
              key={stop.stopId ?? `new ${index}`}
              stop={stop}
              order={orders[index]!}
              isSelected={selected === index}
              name={nameOf(stop.centreId)}
              worth={worthOf(price.price, draft.stops.length, index)}
              onSelect={() => setSelected(index)}
              onChange={(part) => changeStop(index, part)}
              onRemove={() => remove(index)}
            />
          ))}
        </ol>
        {draft.stops.length === 0 && <p class="soft">{t.noStops}</p>}
      </div>
      <aside class="card stack editor-check" aria-live="polite">
        <div class="row">
          <Button size="s" disabled={history.past.length === 0} onClick={() => setHistory(undo(history))}>
            {t.undo}
          </Button>
          <Button size="s" disabled={history.future.length === 0} onClick={() => setHistory(redo(history))}>
            {t.redo}
          </Button>
        </div>
        <CheckResult checked={checked} before={detail.stops} />
        <section class="stack-tight">
          <h2 class="editor-title">{e.price}</h2>
          <EditPriceView {...price} />
        </section>
        <Button
          variant="primary"
          busy={isBusy}
          disabled={checked.status === 'refused' || history.past.length === 0}
          onClick={() => void save()}
        >
          {t.save}
        </Button>
        {history.past.length === 0 && <p class="soft small">{t.noChange}</p>}
        {history.past.length === 0 ? (
          <LinkButton href={`/tournees/proposer?tournee=${detail.tour.tourId}`}>{e.replan}</LinkButton>
        ) : (
          <p class="soft small">{e.replanHint}</p>
        )}
      </aside>
    </div>
  )
}

function CheckResult({ checked, before }: { checked: Checked; before: readonly TourStop[] }) {
  const t = useText(fr, en)
  if (checked.status === 'checking') return <Spinner label={t.checking} />
  if (checked.status === 'refused') return <Notice tone="error">{checked.problem.message}</Notice>
  const { stops, obstacles } = checked.check
  const lost = promisesLost(before, stops)
  const broken = obstacles.filter(({ code }) => code !== 'to_be_staffed' && code !== 'host_not_confirmed')
  return (
    <div class="stack">
      {lost > 0 && <Notice tone="warning">{t.promisesLost(lost)}</Notice>}
      <h2 class="editor-title">{t.whatBreaks}</h2>
      {broken.length === 0 ? (
        <p>{t.breaksNothing}</p>
      ) : (
        <ul class="obstacles">
          {broken.map((obstacle, index) => (
            <li key={`${obstacle.code} ${index}`}>{wordObstacle(obstacle, t)}</li>
          ))}
        </ul>
      )}
      <ul class="editor-roads small">
        {stops.map((stop) => (
          <li key={stop.stopId}>
            <strong>{stop.centreName}</strong>
            {stop.road && <RoadLine road={stop.road} from />}
            {stop.warnings.map((warning) => (
              <p key={warning.code} class="soft">
                {wordWarning(warning, t)}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Days specialists had promised that the edited tour no longer has. */
function promisesLost(before: readonly TourStop[], after: readonly TourStop[]): number {
  const promises = (stops: readonly TourStop[]) =>
    stops.flatMap((stop) =>
      stop.staffing.flatMap((day) => day.specialists.map((who) => `${stop.stopId} ${day.date} ${who.specialistId}`)),
    )
  const kept = new Set(promises(after))
  return promises(before).filter((promise) => !kept.has(promise)).length
}

/** What a stop is worth to the draft as last priced; null while it is not known of this very list of stops. */
function worthOf(price: EditPrice | null, count: number, index: number): number | null {
  const lost = price?.after?.lostWithout ?? []
  return lost.length === count ? (lost[index] ?? null) : null
}

function draftOf({ tour, stops }: TourDetail): Draft {
  return {
    name: tour.name,
    fromDate: tour.fromDate,
    toDate: tour.toDate,
    stops: stops
      .filter((stop) => stop.state !== 'cancelled')
      .map(({ stopId, centreId, firstDay, lastDay, pinned }) => ({ stopId, centreId, firstDay, lastDay, pinned })),
  }
}

/** A week after the last stop, as long; at the start of the period when it is the first. */
function newStop(centreId: HostCentreId, { stops, fromDate }: Draft): StopEdit {
  const last = [...stops].sort((a, b) => (a.firstDay < b.firstDay ? -1 : 1)).at(-1)
  const firstDay = last ? addDays(last.firstDay, 7) : fromDate
  return { stopId: null, centreId, firstDay, lastDay: last ? addDays(last.lastDay, 7) : fromDate, pinned: false }
}
