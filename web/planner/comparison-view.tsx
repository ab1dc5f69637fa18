import { useMemo } from 'preact/hooks'
import type { ComparedTour, TourComparison, TourTotals } from '../../shared/tour-view.ts'
import {
  formatCount,
  formatDays,
  formatDifference,
  formatGap,
  formatMinutes,
  formatNumber,
  formatSigned,
} from '../format.ts'
import { en as needsEn } from '../i18n/needs.en.ts'
import { fr as needsFr } from '../i18n/needs.fr.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { en as proposalEn } from '../i18n/proposal.en.ts'
import { fr as proposalFr } from '../i18n/proposal.fr.ts'
import { en as scenariosEn } from '../i18n/scenarios.en.ts'
import { fr as scenariosFr } from '../i18n/scenarios.fr.ts'
import { useText } from '../i18n/text.ts'
import { MapLegend } from '../map/map-legend.tsx'
import { MapView } from '../map/map-view.tsx'
import { stopsLayer } from '../map/stops-layer.ts'
import { session } from '../session.ts'
import { Table } from '../ui/table.tsx'
import { stopDifferences } from './stop-differences.ts'
import { TimelineStrip } from './timeline-strip.tsx'
import { useUnderservedResidents } from './underserved-section.tsx'
import { wordChange } from './wording.ts'

const CLASSES = ['P1', 'P2', 'P3', 'P4'] as const

/** Both tours on one map, their measures and what each department gains or loses. */
export function ComparisonView({ comparison }: { comparison: TourComparison }) {
  const t = useText(fr, en)
  const p = useText(proposalFr, proposalEn)
  const { left, right, reachMinutes } = comparison
  const areBothProposals = left.name === '' && right.name === ''
  const names = areBothProposals
    ? { left: p.leftProposal, right: p.rightProposal }
    : { left: left.name || t.proposal, right: right.name || t.proposal }
  return (
    <div class="stack">
      <Changes left={left} right={right} names={names} />
      <div class="compare-body">
        <ComparisonMap comparison={comparison} />
        <div class="stack">
          <PlansCompared left={left} right={right} names={names} />
          <Measures left={left} right={right} names={names} reachMinutes={reachMinutes} />
        </div>
      </div>
      <Departments left={left} right={right} names={names} />
      <BothTimelines left={left} right={right} names={names} />
      <div class="columns">
        <SideStops tour={left} name={names.left} />
        <SideStops tour={right} name={names.right} />
      </div>
    </div>
  )
}

/** From the tour on the left to the one on the right, in sentences. */
function Changes({ left, right, names }: { left: ComparedTour; right: ComparedTour; names: Names }) {
  const t = useText(fr, en)
  const changes = stopDifferences(left.stops, right.stops)
  return (
    <section class="card stack-tight">
      <h2 class="compare-side">{t.changesFrom(names.left, names.right)}</h2>
      {changes.length === 0 ? (
        <p>{t.sameStops}</p>
      ) : (
        <ul class="compare-stops">
          {changes.map((change) => (
            <li key={JSON.stringify(change)}>{wordChange(change, t)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function ComparisonMap({ comparison: { left, right } }: { comparison: TourComparison }) {
  const t = useText(fr, en)
  const layers = useMemo(() => {
    const onMap = (tour: ComparedTour) =>
      tour.stops.map((stop, index) => ({
        id: `${stop.centreId} ${stop.firstDay}`,
        order: index + 1,
        name: stop.centreName,
        lngLat: stop.lngLat,
      }))
    const shown = onMap(left)
    return [
      stopsLayer(onMap(right), { variant: 'compared', besides: shown.map((stop) => stop.lngLat) }),
      stopsLayer(shown),
    ]
  }, [left, right])
  const fit = useMemo(() => [...left.stops, ...right.stops].map((stop) => stop.lngLat), [left, right])
  return (
    <MapView
      label={t.comparisonMap}
      layers={layers}
      fit={fit}
      styleUrl={session.value.status === 'signed_in' ? session.value.mapStyleUrl : null}
      legend={<MapLegend shows={['stops', 'compared-stops']} />}
    />
  )
}

/** What the planner says of each side's plan, where one is a proposal: score, bound, gap. */
function PlansCompared({ left, right, names }: { left: ComparedTour; right: ComparedTour; names: Names }) {
  const t = useText(fr, en)
  const s = useText(scenariosFr, scenariosEn)
  if (!left.plan && !right.plan) return null
  const isSameScale = !left.plan || !right.plan || JSON.stringify(left.plan.rates) === JSON.stringify(right.plan.rates)
  const cell = (plan: ComparedTour['plan'], key: 'score' | 'bound' | 'gap') => {
    if (!plan) return s.unknown
    if (key !== 'gap') return formatNumber(plan[key], 1)
    return plan.isOptimal ? s.proved : formatGap(plan.gap)
  }
  const rows = [
    { key: 'score' as const, name: s.planScore },
    { key: 'bound' as const, name: s.planBound },
    { key: 'gap' as const, name: s.planGap },
  ]
  return (
    <div class="stack-tight">
      <Table
        dense
        caption={s.planScore}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'name', header: t.measure, names: true, cell: ({ name }) => name },
          { key: 'left', header: names.left, align: 'end', cell: ({ key }) => cell(left.plan, key) },
          { key: 'right', header: names.right, align: 'end', cell: ({ key }) => cell(right.plan, key) },
        ]}
      />
      {!isSameScale && <p class="soft small">{s.otherRates}</p>}
    </div>
  )
}

type Names = { left: string; right: string }
type Row = { key: string; name: string; left: number; right: number; format?: (value: number) => string }

function Measures({
  left,
  right,
  names,
  reachMinutes,
}: {
  left: ComparedTour
  right: ComparedTour
  names: Names
  reachMinutes: number
}) {
  const t = useText(fr, en)
  const needs = useText(needsFr, needsEn)
  const centresOf = (tour: ComparedTour) => tour.stops.map((stop) => stop.centreId)
  const residents = useUnderservedResidents(centresOf(left), centresOf(right), reachMinutes)
  const of = (key: keyof Omit<TourTotals, 'seenInTime'>, name: string): Row => ({
    key,
    name,
    left: left.totals[key],
    right: right.totals[key],
  })
  const rows: Row[] = [
    of('stops', t.measures.stops),
    of('days', t.measures.days),
    of('places', t.measures.places),
    of('population', t.measures.population(reachMinutes)),
    ...(residents ? [{ key: 'underserved', name: needs.comparedResidents(reachMinutes), ...residents }] : []),
    ...CLASSES.map((priority) => ({
      key: priority,
      name: t.measures.seen(priority),
      left: left.totals.seenInTime[priority],
      right: right.totals.seenInTime[priority],
    })),
    { key: 'km', name: t.measures.km, left: left.km, right: right.km },
    { key: 'drive', name: t.measures.drive, left: left.driveMinutes, right: right.driveMinutes, format: formatMinutes },
  ]
  return (
    <Table
      dense
      caption={t.compareTitle}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: 'name', header: t.measure, names: true, cell: (row) => row.name },
        { key: 'left', header: names.left, align: 'end', cell: (row) => (row.format ?? formatCount)(row.left) },
        { key: 'right', header: names.right, align: 'end', cell: (row) => (row.format ?? formatCount)(row.right) },
        { key: 'difference', header: t.difference, align: 'end', cell: (row) => difference(row) },
      ]}
    />
  )
}

const difference = ({ left, right, format }: Row): string => formatDifference(right - left, format ?? formatCount)

const inTime = (totals: TourTotals | undefined) =>
  CLASSES.reduce((sum, priority) => sum + (totals?.seenInTime[priority] ?? 0), 0)

/** Who gains and who loses: people within reach and patients seen in time, from the left tour to the right one. */
function wordBalance(left: TourTotals | undefined, right: TourTotals | undefined, t: typeof proposalFr): string {
  const people = (right?.population ?? 0) - (left?.population ?? 0)
  const seen = inTime(right) - inTime(left)
  const parts = [
    ...(people === 0 ? [] : [t.balancePeople(formatSigned(people, formatCount))]),
    ...(seen === 0 ? [] : [t.balanceSeen(formatSigned(seen, formatCount))]),
  ]
  if (parts.length === 0) return '='
  const verdict = people >= 0 && seen >= 0 ? t.gains : people <= 0 && seen <= 0 ? t.loses : t.mixed
  return `${verdict} ${parts.join(', ')}`
}

function Departments({ left, right, names }: { left: ComparedTour; right: ComparedTour; names: Names }) {
  const t = useText(fr, en)
  const p = useText(proposalFr, proposalEn)
  const codes = [...new Set([...left.departments, ...right.departments].map(({ department }) => department))].sort()
  const nameOf = (code: string) =>
    [...left.departments, ...right.departments].find(({ department }) => department === code)?.name ?? code
  const totals = (tour: ComparedTour, code: string) =>
    tour.departments.find(({ department }) => department === code)?.totals
  const cell = (side: TourTotals | undefined) =>
    side
      ? `${t.stopCount(side.stops)} · ${t.placeCount(side.places)} · ${t.inhabitantsShort(formatCount(side.population))}`
      : '–'
  return (
    <Table
      caption={t.byDepartment}
      showCaption
      rows={codes}
      rowKey={(code) => code}
      columns={[
        { key: 'code', header: t.department, names: true, cell: (code) => `${nameOf(code)} (${code})` },
        { key: 'left', header: names.left, cell: (code) => cell(totals(left, code)) },
        { key: 'right', header: names.right, cell: (code) => cell(totals(right, code)) },
        {
          key: 'balance',
          header: p.balance(names.right),
          cell: (code) => wordBalance(totals(left, code), totals(right, code), p),
        },
      ]}
    />
  )
}

/** Both tours week by week, one above the other on the same weeks. */
function BothTimelines({ left, right, names }: { left: ComparedTour; right: ComparedTour; names: Names }) {
  const days = [...left.stops, ...right.stops].flatMap((stop) => [stop.firstDay, stop.lastDay]).sort()
  const [from, to] = [days[0], days.at(-1)]
  if (!from || !to) return null
  return (
    <section class="stack-tight no-print">
      {[
        { name: names.left, tour: left },
        { name: names.right, tour: right },
      ].map(({ name, tour }) => (
        <div key={name}>
          <h2 class="compare-side">{name}</h2>
          <TimelineStrip from={from} to={to} stops={tour.stops} name={name} />
        </div>
      ))}
    </section>
  )
}

function SideStops({ tour, name }: { tour: ComparedTour; name: string }) {
  const t = useText(fr, en)
  return (
    <section class="card stack-tight">
      <h2 class="compare-side">{t.sideStops(name)}</h2>
      <ol class="compare-stops">
        {tour.stops.map((stop) => (
          <li key={`${stop.centreId} ${stop.firstDay}`}>
            <strong>{stop.centreName}</strong> ({stop.department}), {formatDays(stop.firstDay, stop.lastDay)},{' '}
            {t.placeCount(stop.places)}
          </li>
        ))}
      </ol>
      {tour.stops.length === 0 && <p class="soft">{t.noStops}</p>}
    </section>
  )
}
