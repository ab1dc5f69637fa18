import { useState } from 'preact/hooks'
import { daysBetween } from '../../shared/days.ts'
import type { OpenDay, SpecialistRoster } from '../../shared/roster.ts'
import { REMINDED_DAYS_BEFORE } from '../../shared/roster-reminders.ts'
import { today } from '../clock.ts'
import { formatCount, formatDate, formatList, formatMonth } from '../format.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { Badge } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { hoursOf, Place } from './day-facts.tsx'
import { ownDays } from './roster-order.ts'
import { withdraw } from './stop-day-actions.ts'

/** Whether the day is over, its list kept open for what was left to record. */
const isPast = ({ date }: Pick<OpenDay, 'date'>): boolean => today.value !== null && date < today.value

/** The days one chose, today first, with what each month comes to. */
export function MyDays({
  roster,
  onChanged,
  onSeeOpen,
}: {
  roster: SpecialistRoster
  onChanged: () => Promise<void>
  onSeeOpen: () => void
}) {
  const t = useText(fr, en)
  const days = ownDays(roster.days)
  if (days.length === 0) {
    return (
      <EmptyState
        icon="calendar"
        title={t.noneMine}
        actions={
          <Button variant="primary" onClick={onSeeOpen}>
            {t.seeOpen}
          </Button>
        }
      >
        {t.noneMineHelp}
      </EmptyState>
    )
  }
  const sections = [
    { title: t.today, own: days.filter((day) => day.date === today.value) },
    { title: t.nextDays, own: days.filter((day) => day.date !== today.value && !isPast(day)) },
    { title: t.recentDays, own: days.filter((day) => isPast(day)) },
  ]
  return (
    <div class="stack">
      <SoonNotice days={days} />
      {sections.map(
        ({ title, own }) =>
          own.length > 0 && (
            <section key={title} class="stack-tight">
              <h2>{title}</h2>
              <ul class="roster-list">
                {own.map((day) => (
                  <MyDay key={`${day.stop.stopId} ${day.date}`} day={day} onChanged={onChanged} />
                ))}
              </ul>
            </section>
          ),
      )}
      <Months roster={roster} />
    </div>
  )
}

/** What one is reminded of: one's days of the coming week, and where one sleeps. */
function SoonNotice({ days }: { days: readonly OpenDay[] }) {
  const t = useText(fr, en)
  const now = today.value
  if (now === null) return null
  const soon = days.filter(({ date }) => date > now && daysBetween(now, date) <= REMINDED_DAYS_BEFORE[0])
  if (soon.length === 0) return null
  return (
    <Notice title={t.soon}>
      <ul class="roster-soon">
        {soon.map((day) => (
          <li key={`${day.stop.stopId} ${day.date}`}>
            {t.soonLine(formatDate(day.date), day.stop.centreName, hoursOf(day.stop, day.date))}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Lodging({ lodging }: { lodging: NonNullable<OpenDay['lodging']> }) {
  const t = useText(fr, en)
  return (
    <p class="small">
      {t.lodging}{' '}
      <Badge tone={lodging.state === 'green' ? 'success' : 'warning'}>
        {lodging.state === 'green' ? t.lodgingBooked : t.lodgingToBook}
      </Badge>{' '}
      {lodging.note}
    </p>
  )
}

function MyDay({ day, onChanged }: { day: OpenDay; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [isAsking, setAsking] = useState(false)
  const { stop, date } = day
  const isPublished = stop.state !== 'planned'
  const isToday = date === today.value
  const named = formatDate(date)
  return (
    <li class={`card roster-day${isToday ? ' roster-day-today' : ''}`}>
      <div class="roster-day-words">
        <p class="roster-date">{formatDate(date, { year: true })}</p>
        <h3>{stop.centreName}</h3>
        <p>{hoursOf(stop, date)}</p>
        <Place stop={stop} kmFromBase={day.kmFromBase} />
        {day.colleagues.length > 0 && <p class="soft small">{t.withColleagues(formatList(day.colleagues))}</p>}
        {day.lodging && <Lodging lodging={day.lodging} />}
      </div>
      <div class="roster-day-actions">
        {isPublished && (
          <LinkButton
            href={`/mes-journees/${stop.stopId}/${date}`}
            variant={isToday ? 'primary' : 'secondary'}
            icon="arrow"
          >
            {t.openList}
          </LinkButton>
        )}
        {!isPast(day) && (
          <Button
            variant="quiet"
            aria-label={t.withdrawFrom(named, stop.centreName)}
            onClick={() => (isPublished ? setAsking(true) : void withdraw(day, t, onChanged))}
          >
            {t.withdraw}
          </Button>
        )}
      </div>
      {isAsking && (
        <Dialog
          title={t.withdrawTitle}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
              <Button
                variant="danger"
                onClick={() => {
                  setAsking(false)
                  void withdraw(day, t, onChanged)
                }}
              >
                {t.withdraw}
              </Button>
            </>
          }
        >
          <p>
            <strong>
              {named} – {stop.centreName}
            </strong>
          </p>
          <p>{t.withdrawHelp}</p>
        </Dialog>
      )}
    </li>
  )
}

function Months({ roster }: { roster: SpecialistRoster }) {
  const t = useText(fr, en)
  return (
    <section class="stack-tight">
      <h2>{t.months}</h2>
      <ul class="roster-months">
        {roster.months.map(({ month, days, eligibleDays, indemnifiedDays, euros }) => (
          <li key={month}>
            {t.month(formatMonth(month), days, roster.maxDaysPerMonth)}{' '}
            {euros > 0 && <Badge>{t.euros(formatCount(euros), indemnifiedDays)}</Badge>}{' '}
            {eligibleDays < days && <span class="soft small">{t.notEligible(days - eligibleDays)}</span>}
          </li>
        ))}
      </ul>
      <p class="soft small">{roster.eligibleAreas === null ? t.areasUnknown : t.areasOf(roster.eligibleAreas)}</p>
    </section>
  )
}
