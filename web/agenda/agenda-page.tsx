import { useRoute } from 'preact-iso/router'
import type { AgendaSlot } from '../../shared/appointment.ts'
import type { StopId } from '../../shared/ids.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { today } from '../clock.ts'
import { formatDate, formatDays } from '../format.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { session } from '../session.ts'
import { LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { inText, useUrlState } from '../url-state.ts'
import { DaySheet } from './day-sheet.tsx'
import { DayView } from './day-view.tsx'
import { type Agenda, askAgenda } from './kept-agenda.ts'
import { OfflineNotice } from './offline-notice.tsx'
import { ToMoveNotice } from './to-move-notice.tsx'
import './agenda.css'
import './day-sheet.css'

const ADDRESS = { jour: inText<LocalDate>() }

/** A stop's agenda: one day at a time, each place with who holds it and what can be done. */
export function AgendaPage() {
  const t = useText(fr, en)
  const { params } = useRoute()
  const param = { stopId: params.stopId as StopId }
  const agenda = useLoad(() => askAgenda(param.stopId), [param.stopId])
  const [{ jour }, setAddress] = useUrlState(ADDRESS)
  const known = valueIn(agenda)
  const days = known ? daysOf(known.stop, known.slots) : []
  const day = chosenDay(days, jour, known?.slots ?? [])
  const state = session.value
  const isCoordinator = state.status === 'signed_in' && state.person.role === 'coordinator'
  return (
    <Page
      title={known ? t.agendaTitle(known.stop.centreName) : t.title}
      intro={known && t.agendaIntro(known.stop.unitName, formatDays(known.stop.firstDay, known.stop.lastDay))}
      actions={
        <>
          <LinkButton href="/agenda" icon="left" variant="quiet">
            {t.backToStops}
          </LinkButton>
          {isCoordinator && (known?.stop.state === 'published' || known?.stop.state === 'running') && (
            <LinkButton href={`/agenda/${param.stopId}/repartition`} variant="primary">
              {t.stop.allocate}
            </LinkButton>
          )}
        </>
      }
    >
      <Loaded load={agenda} lines={10}>
        {(value) => (
          <AgendaOfStop
            {...{ value, days, day, isCoordinator }}
            onDay={(date) => setAddress({ jour: date })}
            onChanged={agenda.reload}
          />
        )}
      </Loaded>
    </Page>
  )
}

function AgendaOfStop({
  value,
  days,
  day,
  isCoordinator,
  onDay,
  onChanged,
}: {
  value: Agenda
  days: LocalDate[]
  day: LocalDate | undefined
  isCoordinator: boolean
  onDay: (day: LocalDate) => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const ofDay = value.slots.filter((slot) => slot.date === day)
  const toMove = value.slots.filter((slot) => slot.withdrawn)
  const heldOn = (date: LocalDate) => value.slots.filter((slot) => slot.date === date && slot.appointment).length
  return (
    <>
      <div class="stack no-print">
        <OfflineNotice keptAt={value.keptAt} zone={value.stop.zone} onBack={onChanged} />
        {toMove.length > 0 && (
          <ToMoveNotice stopId={value.stop.stopId} count={toMove.length} {...{ isCoordinator, onChanged }} />
        )}
        {day && (
          <Tabs
            label={t.days}
            tabs={days.map((date) => ({ id: date, label: formatDate(date), count: heldOn(date) }))}
            selected={day}
            onSelect={onDay}
          >
            <DayView stop={value.stop} slots={ofDay} {...{ day, isCoordinator, onChanged }} />
          </Tabs>
        )}
      </div>
      {day && <DaySheet stop={value.stop} slots={ofDay} day={day} now={value.now} />}
    </>
  )
}

/** The days with a place, a session or a patient, in order. */
function daysOf(stop: StopSummary, slots: readonly AgendaSlot[]): LocalDate[] {
  return [...new Set([...stop.sessions.map((one) => one.date), ...slots.map((slot) => slot.date)])].sort()
}

/** The day of the address, else today or the first day to come with a place, else the last one. */
function chosenDay(
  days: readonly LocalDate[],
  wanted: LocalDate | '',
  slots: readonly AgendaSlot[],
): LocalDate | undefined {
  const now = today.value
  const withPlaces = days.filter((date) => slots.some((slot) => slot.date === date))
  const asked = days.find((date) => date === wanted)
  return asked ?? withPlaces.find((date) => now === null || date >= now) ?? withPlaces.at(-1) ?? days[0]
}
