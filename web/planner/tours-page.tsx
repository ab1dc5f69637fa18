import { useEffect, useMemo, useRef } from 'preact/hooks'
import { daysBetween } from '../../shared/days.ts'
import type { StopId, TourId } from '../../shared/ids.ts'
import type { TourSummary } from '../../shared/tour.ts'
import { api, call } from '../api.ts'
import { CalendarsButton } from '../calendars-dialog.tsx'
import { today } from '../clock.ts'
import { en as growthEn } from '../i18n/growth.en.ts'
import { fr as growthFr } from '../i18n/growth.fr.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { Select } from '../ui/select.tsx'
import { inChoice, inNumber, inText, useUrlState } from '../url-state.ts'
import { StopPanel } from './stop-panel.tsx'
import type { StopSection } from './stop-sections.ts'
import { TimelineStrip } from './timeline-strip.tsx'
import { TourMap } from './tour-map.tsx'
import { TourPanel } from './tour-panel.tsx'
import './planner.css'

const SHAPE = {
  tournee: inText<TourId>(),
  etape: inText<StopId>(),
  zone: inNumber(25, { min: 15, max: 45 }),
  partie: inChoice(['', 'stop-staffing', 'stop-host', 'stop-readiness'], ''),
  volet: inChoice(['stops', 'hosts', 'publish', 'versions'], 'stops'),
}

/** The planner's home: a tour on the map, its stops beside it, one stop's panel when it is opened. */
export function ToursPage() {
  const t = useText(fr, en)
  const g = useText(growthFr, growthEn)
  const list = useLoad(() => call(api.api.tours.$get()), [])
  const places = useLoad(() => call(api.api.tours.places.$get()), [])
  return (
    <Page
      title={t.title}
      intro={t.intro}
      wide
      actions={
        <>
          <CalendarsButton />
          <LinkButton href="/tournees/suivi">{g.followTitle}</LinkButton>
          <LinkButton href="/tournees/comparer">{t.compare}</LinkButton>
          <LinkButton href="/tournees/proposer" variant="primary" icon="plus">
            {t.propose}
          </LinkButton>
        </>
      }
    >
      <Loaded load={list} lines={8}>
        {({ tours }) =>
          tours.length === 0 ? (
            <EmptyState title={t.noTourTitle} icon="truck">
              {t.noTour}
            </EmptyState>
          ) : (
            <TourScreen tours={tours} centres={valueIn(places)?.centres ?? NO_CENTRE} reloadList={list.reload} />
          )
        }
      </Loaded>
    </Page>
  )
}

// The same empty lists each time, so that the map sees that nothing changed.
const NO_ROAD: readonly never[] = []
const NO_CENTRE: readonly never[] = []

type Centres = Parameters<typeof TourMap>[0]['centres']

function TourScreen({
  tours,
  centres,
  reloadList,
}: {
  tours: readonly TourSummary[]
  centres: Centres
  reloadList: () => Promise<void>
}) {
  const t = useText(fr, en)
  const [url, setUrl] = useUrlState(SHAPE)
  const tourId = tours.some((tour) => tour.tourId === url.tournee) ? (url.tournee as TourId) : firstOf(tours)
  const param = { param: { tourId } }
  const tour = useLoad(() => call(api.api.tours[':tourId'].$get(param)), [tourId])
  const roads = useLoad(() => call(api.api.tours[':tourId'].roads.$get(param)), [tourId])
  const detail = valueIn(tour)
  const stopId = detail?.stops.some((stop) => stop.stopId === url.etape) ? (url.etape as StopId) : null
  const ofStop = { param: { stopId: stopId as StopId } }
  const stop = useLoad(stopId ? () => call(api.api.stops[':stopId'].$get(ofStop)) : null, [stopId])
  const areas = useLoad(stopId ? () => call(api.api.stops[':stopId'].isochrones.$get(ofStop)) : null, [stopId])
  const options = useMemo(
    () => tours.map(({ tourId: value, name, state }) => ({ value, label: `${name} – ${t.tourState[state]}` })),
    [tours, t],
  )
  const openStop = (id: StopId | null, section: StopSection | null = null) =>
    setUrl({ tournee: tourId, etape: id ?? '', partie: section ?? '' }, { replace: false })
  useFocusBack(stopId)
  const reload = async () => {
    await Promise.all([tour.reload(), roads.reload(), stop.reload(), reloadList()])
  }

  return (
    <div class={`planner${stopId ? ' planner-with-stop' : ''}`}>
      <div class="planner-choice">
        <Select
          label={t.tour}
          options={options}
          value={tourId}
          onChange={(value) => setUrl({ tournee: value, etape: '' }, { replace: false })}
        />
      </div>
      <div class="planner-map">
        <TourMap
          centres={centres}
          detail={detail ?? null}
          roads={valueIn(roads)?.roads ?? NO_ROAD}
          selectedId={stopId}
          isochrones={stopId ? (valueIn(areas) ?? null) : null}
          catchment={stopId ? (valueIn(stop)?.catchment ?? null) : null}
          band={url.zone}
          isLoading={tour.status === 'loading' && !detail}
          onOpen={openStop}
        />
        {detail && (
          <TimelineStrip
            from={detail.tour.fromDate}
            to={detail.tour.toDate}
            stops={detail.stops}
            selectedId={stopId}
            onOpen={openStop}
          />
        )}
      </div>
      {!stopId && (
        <div class="planner-list">
          <Loaded load={tour} lines={10}>
            {(value) => (
              <TourPanel
                detail={value}
                part={url.volet}
                onPart={(volet) => setUrl({ volet })}
                onOpen={openStop}
                onChanged={reload}
              />
            )}
          </Loaded>
        </div>
      )}
      {stopId && (
        <div class="planner-stop">
          <Loaded load={stop} lines={12}>
            {(value) => (
              <StopPanel
                key={value.stop.stopId}
                detail={value}
                band={url.zone}
                section={url.partie === '' ? null : url.partie}
                onBand={(zone) => setUrl({ zone })}
                onClose={() => openStop(null)}
                onChanged={reload}
              />
            )}
          </Loaded>
        </div>
      )}
    </div>
  )
}

/** When a stop's panel closes, the focus returns to the stop it came from. */
function useFocusBack(stopId: StopId | null): void {
  const before = useRef<StopId | null>(null)
  useEffect(() => {
    const left = before.current
    before.current = stopId
    if (stopId === null && left) document.querySelector<HTMLElement>(`[data-stop="${left}"]`)?.focus()
  }, [stopId])
}

/** Tours that begin within so many days of the next one are of the same season. */
const SAME_SEASON_DAYS = 28

/** The tour to show when none is asked for: under way, else the next published one (the longest of its season), else the latest. */
function firstOf(tours: readonly TourSummary[]): TourId {
  const now = today.value ?? ''
  const next = [...tours].filter((tour) => tour.toDate >= now).sort((a, b) => a.fromDate.localeCompare(b.fromDate))
  const inOrder = ['running', 'published', 'proposed', 'draft'] as const
  const found = inOrder.map((state) => longestOfNext(next.filter((tour) => tour.state === state))).find(Boolean)
  return (found ?? tours[0]!).tourId
}

function longestOfNext(tours: readonly TourSummary[]): TourSummary | undefined {
  const [first] = tours
  return tours
    .filter((tour) => daysBetween(first!.fromDate, tour.fromDate) < SAME_SEASON_DAYS)
    .reduce<TourSummary | undefined>(
      (longest, tour) => (tour.stops >= (longest?.stops ?? 0) ? tour : longest),
      undefined,
    )
}
