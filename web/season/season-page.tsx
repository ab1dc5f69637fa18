import { useMemo, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { namedDepartment } from '../../shared/department-names.ts'
import type { SeasonStop, SeasonView } from '../../shared/season.ts'
import type { LocalDate } from '../../shared/time.ts'
import { api, call } from '../api.ts'
import { today } from '../clock.ts'
import { formatDate, formatList } from '../format.ts'
import { en } from '../i18n/season.en.ts'
import { fr } from '../i18n/season.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { Select } from '../ui/select.tsx'
import { DateInput } from '../ui/text-input.tsx'
import { inChoice, inText, useUrlState } from '../url-state.ts'
import { SeasonTable } from './season-table.tsx'
import { SeasonTimeline } from './season-timeline.tsx'
import { DAY_PIXELS, frameOf, LEAST_DAY_PIXELS, MOST_DAY_PIXELS } from './timeline-frame.ts'
import './season.css'

const STATES = ['planned', 'published', 'running', 'done'] as const
const ZOOMS = ['year', 'weeks', 'days'] as const
const SHAPE = {
  du: inText<LocalDate>(),
  au: inText<LocalDate>(),
  departement: inText(),
  etat: inChoice(['', ...STATES], ''),
  seulement: inChoice(['', 'conflicts', 'to_staff'], ''),
  vue: inChoice(['timeline', 'table'], 'timeline'),
}

/** Every unit of the season on one page: a timeline of weeks by units, the same as a table, and hosts two units would meet. */
export function SeasonPage() {
  const t = useText(fr, en)
  const [url, setUrl] = useUrlState(SHAPE)
  const year = today.value?.slice(0, 4)
  const from = url.du || (year ? (`${year}-01-01` as LocalDate) : '')
  const to = url.au || (year ? (`${year}-12-31` as LocalDate) : '')
  const isReady = from !== '' && to !== ''
  const season = useLoad(isReady ? () => call(api.api.season.$get({ query: { from, to } })) : null, [from, to])
  return (
    <Page title={t.title} intro={t.intro} wide actions={<PrintButton />}>
      <Loaded load={season} lines={10}>
        {(view) => <SeasonScreen view={view} url={{ ...url, du: from, au: to }} setUrl={setUrl} />}
      </Loaded>
    </Page>
  )
}

type Url = ReturnType<typeof useUrlState<typeof SHAPE>>[0]

function SeasonScreen({ view, url, setUrl }: { view: SeasonView; url: Url; setUrl: (change: Partial<Url>) => void }) {
  const t = useText(fr, en)
  const { route } = useLocation()
  const conflicting = useMemo(() => new Set(view.conflicts.flatMap((conflict) => conflict.stopIds as string[])), [view])
  const frame = useMemo(() => frameOf(view.from, view.to), [view])
  const stops = useMemo(
    () => view.stops.filter((stop) => isWanted(stop, url, conflicting)),
    [view, url.departement, url.etat, url.seulement, conflicting],
  )
  const open = (stop: SeasonStop) => route(`/tournees?tournee=${stop.tourId}&etape=${stop.stopId}`)
  return (
    <div class="season stack">
      <Filters view={view} url={url} setUrl={setUrl} />
      <Conflicts view={view} />
      <p class="soft no-print" role="status">
        {t.counts(stops.length, view.units.length)}
      </p>
      {stops.length === 0 ? (
        <EmptyState title={t.noneTitle} icon="calendar">
          {t.none}
        </EmptyState>
      ) : (
        <>
          {url.vue === 'timeline' && (
            <ZoomedTimeline units={view.units} stops={stops} frame={frame} conflicting={conflicting} onOpen={open} />
          )}
          <div class={url.vue === 'timeline' ? 'season-paper' : ''}>
            <SeasonTable units={view.units} stops={stops} conflicting={conflicting} />
          </div>
        </>
      )}
    </div>
  )
}

/** The timeline with its scale, which is its own so that changing it draws nothing else again. */
function ZoomedTimeline(props: Omit<Parameters<typeof SeasonTimeline>[0], 'dayPixels' | 'onZoom'>) {
  const t = useText(fr, en)
  const [dayPixels, setDayPixels] = useState<number>(DAY_PIXELS.weeks)
  const zoom = (factor: number) =>
    setDayPixels((pixels) => Math.min(MOST_DAY_PIXELS, Math.max(LEAST_DAY_PIXELS, pixels * factor)))
  return (
    <div class="no-print stack-tight">
      <fieldset class="season-zoom" aria-label={t.zoom}>
        <Button size="s" icon="minus" iconOnly onClick={() => zoom(1 / 1.5)}>
          {t.zoomOut}
        </Button>
        {ZOOMS.map((each) => (
          <Button
            key={each}
            size="s"
            aria-pressed={dayPixels === DAY_PIXELS[each]}
            onClick={() => setDayPixels(DAY_PIXELS[each])}
          >
            {t.zooms[each]}
          </Button>
        ))}
        <Button size="s" icon="plus" iconOnly onClick={() => zoom(1.5)}>
          {t.zoomIn}
        </Button>
      </fieldset>
      <SeasonTimeline {...props} dayPixels={dayPixels} onZoom={zoom} />
      <p class="soft small">{t.help}</p>
      <Legend />
    </div>
  )
}

function isWanted(stop: SeasonStop, url: Url, conflicting: ReadonlySet<string>): boolean {
  if (url.departement && stop.department !== url.departement) return false
  if (url.etat && stop.state !== url.etat) return false
  if (url.seulement === 'conflicts') return conflicting.has(stop.stopId)
  return url.seulement !== 'to_staff' || stop.toStaff > 0
}

function Filters({ view, url, setUrl }: { view: SeasonView; url: Url; setUrl: (change: Partial<Url>) => void }) {
  const t = useText(fr, en)
  const departments = [...new Set(view.stops.map((stop) => stop.department))].sort()
  return (
    <div class="season-filters no-print">
      <DateInput label={t.from} value={url.du} max={url.au} onInput={(du) => setUrl({ du: du as LocalDate })} />
      <DateInput label={t.to} value={url.au} min={url.du} onInput={(au) => setUrl({ au: au as LocalDate })} />
      <Select
        label={t.department}
        empty={t.everyDepartment}
        options={departments.map((code) => ({ value: code as string, label: namedDepartment(code) }))}
        value={url.departement}
        onChange={(departement) => setUrl({ departement })}
      />
      <Select
        label={t.state}
        empty={t.everyState}
        options={STATES.map((state) => ({ value: state, label: t.stateName[state] }))}
        value={url.etat}
        onChange={(etat) => setUrl({ etat })}
      />
      <Select
        label={t.only}
        empty={t.everyStop}
        options={[
          { value: 'conflicts', label: t.onlyConflicts },
          { value: 'to_staff', label: t.onlyToStaff },
        ]}
        value={url.seulement}
        onChange={(seulement) => setUrl({ seulement })}
      />
      <Select
        label={t.view}
        options={[
          { value: 'timeline', label: t.timeline },
          { value: 'table', label: t.table },
        ]}
        value={url.vue}
        onChange={(vue) => setUrl({ vue })}
      />
    </div>
  )
}

/** Hosts that would see two units in one week, each in a sentence. */
function Conflicts({ view }: { view: SeasonView }) {
  const t = useText(fr, en)
  if (view.conflicts.length === 0) return <p class="soft">{t.noConflict}</p>
  const unitOf = new Map(view.stops.map((stop) => [stop.stopId, stop.unitId]))
  const nameOf = new Map(view.units.map((unit) => [unit.unitId, unit.name]))
  return (
    <Notice tone="warning" title={t.conflicts(view.conflicts.length)}>
      <ul class="season-conflicts">
        {view.conflicts.map(({ centreId, centreName, monday, stopIds }) => {
          const units = [...new Set(stopIds.map((stopId) => nameOf.get(unitOf.get(stopId)!) ?? ''))]
          const week = formatDate(monday, { weekday: false, year: true })
          return <li key={`${centreId} ${monday}`}>{t.conflictLine(centreName, week, formatList(units))}</li>
        })}
      </ul>
    </Notice>
  )
}

function Legend() {
  const t = useText(fr, en)
  return (
    <ul class="season-legend" aria-label={t.legend}>
      {STATES.map((state) => (
        <li key={state}>
          <span class={`season-bar season-${state}`} aria-hidden="true" /> {t.stateName[state]}
        </li>
      ))}
      <li>
        <span class="season-bar season-published season-open" aria-hidden="true" /> {t.toBeStaffed}
      </li>
      <li>
        <span class="season-bar season-published season-conflict" aria-hidden="true" /> {t.conflict}
      </li>
      <li>
        <span class="season-today" aria-hidden="true" /> {t.today}
      </li>
    </ul>
  )
}
