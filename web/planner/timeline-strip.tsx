import { addDays, daysBetween, mondayOf } from '../../shared/days.ts'
import type { StopId } from '../../shared/ids.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { TourStop } from '../../shared/tour-view.ts'
import { formatDate, formatDays } from '../format.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'

/** What the strip draws of a stop; whether it is live and staffed is unknown of stops only compared. */
type StripStop = Pick<TourStop, 'centreName' | 'firstDay' | 'lastDay'> &
  Partial<Pick<TourStop, 'stopId' | 'state' | 'staffing'>> & {
    /** Its number where that is not its place in this strip. */
    readonly order?: number
  }

/** The tour week by week: a bar per stop where its days are. Scrolls sideways when the screen is narrow. */
export function TimelineStrip({
  from,
  to,
  stops,
  selectedId = null,
  onOpen,
  name,
}: {
  from: LocalDate
  to: LocalDate
  stops: readonly StripStop[]
  selectedId?: StopId | null
  onOpen?: ((stopId: StopId) => void) | undefined
  /** Whose weeks these are, where there is more than one strip. */
  name?: string | undefined
}) {
  const t = useText(fr, en)
  const monday = mondayOf(from)
  const weeks = Math.floor(daysBetween(monday, to) / 7) + 1
  const share = (date: LocalDate) => `${(100 * daysBetween(monday, date)) / (weeks * 7)}%`
  const live = stops.filter((stop) => stop.state !== 'cancelled')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, by keyboard too
    <section class="timeline no-print" aria-label={name ? `${t.timeline} – ${name}` : t.timeline} tabIndex={0}>
      <div class="timeline-track" style={{ minWidth: `${weeks * 3.25}rem` }}>
        <div class="timeline-weeks" aria-hidden="true">
          {Array.from({ length: weeks }, (_, week) => {
            const date = addDays(monday, week * 7)
            return (
              <span key={date} title={t.weekOf(formatDate(date, { weekday: false }))}>
                {shortDay(date)}
              </span>
            )
          })}
        </div>
        <ol class="timeline-stops">
          {live.map((stop, index) => {
            const toStaff = stop.staffing?.some((day) => day.specialists.length === 0)
            const { stopId } = stop
            return (
              <li
                key={stopId ?? `${stop.centreName} ${stop.firstDay}`}
                style={{ left: share(stop.firstDay), width: widthOf(stop, weeks) }}
              >
                <Bar
                  class={`timeline-stop${toStaff ? ' timeline-stop-open' : ''}`}
                  isSelected={stopId !== undefined && stopId === selectedId}
                  title={`${stop.centreName}, ${formatDays(stop.firstDay, stop.lastDay)}`}
                  order={stop.order ?? index + 1}
                  onOpen={onOpen && stopId && (() => onOpen(stopId))}
                />
              </li>
            )
          })}
        </ol>
      </div>
    </section>
  )
}

function Bar({
  class: look,
  title,
  order,
  isSelected,
  onOpen,
}: {
  class: string
  title: string
  order: number
  isSelected: boolean
  onOpen: (() => void) | undefined
}) {
  const content = (
    <>
      <span aria-hidden="true">{order}</span>
      <span class="visually-hidden">{title}</span>
    </>
  )
  if (!onOpen) {
    return (
      <span class={look} title={title}>
        {content}
      </span>
    )
  }
  return (
    <button type="button" class={look} aria-pressed={isSelected} title={title} onClick={onOpen}>
      {content}
    </button>
  )
}

function widthOf(stop: { firstDay: LocalDate; lastDay: LocalDate }, weeks: number): string {
  return `${(100 * (daysBetween(stop.firstDay, stop.lastDay) + 1)) / (weeks * 7)}%`
}

/** « 04/02 »: the Monday of a week, above it. */
export function shortDay(date: LocalDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}`
}
