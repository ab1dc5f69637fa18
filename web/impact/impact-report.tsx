import { useState } from 'preact/hooks'
import type { ImpactReport } from '../../shared/impact.ts'
import { FIGURES, type FigureId } from '../../shared/impact-figures.ts'
import type { ScopeFigureId } from '../../shared/impact-words.ts'
import { impactWordsEn, impactWordsFr } from '../../shared/impact-words.ts'
import type { TimeZone } from '../../shared/time.ts'
import { formatCount, formatDate, formatDays, formatInstant, formatNumber } from '../format.ts'
import { en } from '../i18n/impact.en.ts'
import { fr } from '../i18n/impact.fr.ts'
import { useText } from '../i18n/text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { EquitySection } from './equity-section.tsx'
import { FigureList } from './figure-list.tsx'
import { type Figure, FigureTile } from './figure-tile.tsx'
import { FranceMap } from './france-map.tsx'
import { MonthsChart } from './months-chart.tsx'
import { OutcomesSection } from './outcomes-section.tsx'
import { wordFigure } from './wording.ts'

const PARIS = 'Europe/Paris' as TimeZone
const PATIENTS: readonly FigureId[] = ['referred', 'sent', 'seen', 'medianDelay', 'inTime', 'redirected']
const PLACES: readonly FigureId[] = ['places', 'lost', 'refilled', 'unexcused', 'excused']

/** The report itself, from the words on how far it has come to its charts. */
export function ImpactReportView({ report, onChanged }: { report: ImpactReport; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const words = useText(impactWordsFr, impactWordsEn)
  const [opened, setOpened] = useState<FigureId | null>(null)
  const { scope, progress } = report
  const name = scope.tourName ? t.reportOfTour(scope.tourName) : t.reportOfSeason(formatDays(scope.from, scope.to))
  const moment = formatInstant(report.asOf, PARIS, { weekday: false, year: true })
  if (progress.stops === 0 && progress.cancelled === 0) {
    return (
      <EmptyState title={t.nothingTitle} icon="calendar">
        {t.nothing}
      </EmptyState>
    )
  }
  const foot = t.chartFoot(moment)
  const figure = (id: FigureId): Figure => ({
    id,
    ...words.figures[id],
    shown: wordFigure(FIGURES[id].unit, FIGURES[id].of(report.total), t),
    onOpen: () => setOpened(id),
  })
  const ofScope = (id: ScopeFigureId, shown: string): Figure => ({ id, ...words.figures[id], shown })
  return (
    <div class="impact stack">
      <header class="stack-tight">
        <h2>
          {name}
          {scope.unitName && !scope.tourName && ` – ${scope.unitName}`}
        </h2>
        <p class="soft">
          {scope.tourName && `${formatDays(scope.from, scope.to)}. `}
          {t.asOf(moment)}
        </p>
        <Progress progress={progress} />
      </header>
      <Figures title={t.patients} figures={PATIENTS.map(figure)} />
      <Figures title={t.placesTitle} figures={PLACES.map(figure)} />
      <Figures
        title={t.territory}
        figures={[
          ofScope('newPeople', formatCount(report.reach.newPeople)),
          ofScope('people', formatCount(report.reach.people)),
          ofScope('km', `${formatCount(report.road.km)} km`),
          ofScope('drive', `${formatNumber(report.road.driveMinutes / 60, 0)} h`),
          ofScope('consultation', `${formatNumber(report.road.consultationMinutes / 60, 0)} h`),
        ]}
        note={[
          ...(report.road.estimate ? [t.estimate] : []),
          ...(report.road.unknownLegs > 0 ? [t.unknownLegs(report.road.unknownLegs)] : []),
        ].join(' ')}
      />
      {report.months.length === 0 ? (
        <p class="soft">{t.seenByMonthNone}</p>
      ) : (
        <div class="impact-charts">
          <MonthsChart months={report.months} foot={foot} />
          <FranceMap report={report} foot={foot} />
        </div>
      )}
      <EquitySection report={report} foot={foot} />
      <OutcomesSection outcomes={report.outcomes} foot={foot} onChanged={onChanged} />
      {opened && <FigureList id={opened} report={report} onClose={() => setOpened(null)} />}
    </div>
  )
}

function Figures({ title, figures, note }: { title: string; figures: readonly Figure[]; note?: string }) {
  return (
    <section class="stack-tight">
      <h3>{title}</h3>
      <dl class="impact-figures">
        {figures.map((each) => (
          <FigureTile key={each.id} figure={each} />
        ))}
      </dl>
      {note && <p class="soft small">{note}</p>}
    </section>
  )
}

/** How far the stops have come: the figures of a tour not begun or under way are not its last. */
function Progress({ progress }: { progress: ImpactReport['progress'] }) {
  const t = useText(fr, en)
  const { stops, begun, done, firstDay, lastDay, cancelled, cutShort } = progress
  const words =
    begun === 0 && firstDay
      ? t.notBegun(formatDate(firstDay, { year: true }))
      : done < stops && lastDay
        ? t.partial(done, stops, formatDate(lastDay, { year: true }))
        : t.complete(stops)
  return (
    <Notice tone={done < stops ? 'warning' : 'info'}>
      {words}
      {cancelled > 0 && ` ${t.cancelled(cancelled)}.`}
      {cutShort > 0 && ` ${t.cutShort(cutShort)}.`}
    </Notice>
  )
}
