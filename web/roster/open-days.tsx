import { useState } from 'preact/hooks'
import type { OpenDay, SpecialistRoster } from '../../shared/roster.ts'
import { today } from '../clock.ts'
import { formatDate, formatDays, formatList } from '../format.ts'
import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { Badge, type BadgeTone } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { hoursOf, Place } from './day-facts.tsx'
import { OpenDaysMap } from './open-days-map.tsx'
import { daysToFill, type RosterOrder, type StopDays } from './roster-order.ts'
import { signUp, waitFor } from './stop-day-actions.ts'

/** Days still to fill, stop by stop: one tap takes one, and what stands in the way is said beside it. */
export function OpenDays({
  roster,
  order,
  onlyFree,
  onOrder,
  onOnlyFree,
  onChanged,
}: {
  roster: SpecialistRoster
  order: RosterOrder
  onlyFree: boolean
  onOrder: (order: RosterOrder) => void
  onOnlyFree: (onlyFree: boolean) => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const groups = daysToFill(roster.days, order, onlyFree)
  const lacksAuthorisation = groups.some(({ days }) => days.some((day) => day.standing.startsWith('authorisation_')))
  return (
    <div class="stack">
      <div class="row">
        <RadioGroup
          label={t.sortBy}
          value={order}
          onChange={onOrder}
          choices={[
            { value: 'date', label: t.byDate },
            { value: 'distance', label: t.byDistance },
          ]}
        />
        <Checkbox label={t.onlyFree} checked={onlyFree} onChange={onOnlyFree} />
      </div>
      {lacksAuthorisation && <Notice>{t.authorisationHelp}</Notice>}
      {groups.length > 0 && <OpenDaysMap groups={groups} base={roster.base} />}
      {groups.length === 0 ? (
        <EmptyState icon="calendar" title={onlyFree ? t.noneFree : t.noneOpen}>
          {onlyFree ? t.noneFreeHelp : t.noneOpenHelp}
        </EmptyState>
      ) : (
        <ul class="roster-list">
          {groups.map((group) => (
            <OpenStop key={group.stop.stopId} group={group} onChanged={onChanged} />
          ))}
        </ul>
      )}
    </div>
  )
}

const TONES: Partial<Record<OpenDay['standing'], BadgeTone>> = { mine: 'success', full: 'neutral' }

/** A full day may free itself, and an authorisation may come. */
const canWait = ({ standing }: OpenDay): boolean =>
  ['full', 'authorisation_missing', 'authorisation_requested', 'authorisation_not_valid_then'].includes(standing)

function whoIsThere({ colleagues, standing }: OpenDay, alone: string): string {
  if (colleagues.length > 0) return formatList(colleagues)
  return standing === 'mine' ? '' : alone
}

function OpenStop({ group, onChanged }: { group: StopDays; onChanged: () => Promise<void> }) {
  const { stop, days, kmFromBase } = group
  return (
    <li class="card stack-tight" id={`stop-${stop.stopId}`} tabIndex={-1}>
      <div>
        <h2 class="roster-patient">{stop.centreName}</h2>
        <p class="soft">{formatDays(stop.firstDay, stop.lastDay)}</p>
        <Place stop={stop} kmFromBase={kmFromBase} />
      </div>
      <ul class="roster-rows">
        {days.map((day) => (
          <OpenDayRow key={day.date} day={day} onChanged={onChanged} />
        ))}
      </ul>
    </li>
  )
}

function OpenDayRow({ day, onChanged }: { day: OpenDay; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const [isTaking, setTaking] = useState(false)
  const take = async () => {
    setTaking(true)
    await signUp(day, t, onChanged)
    setTaking(false)
  }
  const wait = async () => {
    setTaking(true)
    await waitFor(day, !day.volunteered, t, onChanged)
    setTaking(false)
  }
  return (
    <li class="roster-row">
      <div>
        <p class="roster-date">{formatDate(day.date)}</p>
        <p class="soft small">{[hoursOf(day.stop, day.date), whoIsThere(day, t.alone)].filter(Boolean).join(' · ')}</p>
      </div>
      {day.standing === 'free' ? (
        <Button
          variant="primary"
          icon="check"
          busy={isTaking}
          aria-label={t.signUpFor(formatDate(day.date), day.stop.centreName)}
          onClick={() => void take()}
        >
          {t.signUp}
        </Button>
      ) : (
        <div class="roster-wait">
          <Badge tone={TONES[day.standing] ?? 'warning'}>{t.standing[day.standing]}</Badge>
          {day.requestBy && today.value !== null && (
            <p class="small">
              {day.requestBy < today.value ? t.requestTooLate : t.requestBy(formatDate(day.requestBy))}
            </p>
          )}
          {canWait(day) && (
            <Button
              size="s"
              busy={isTaking}
              aria-label={(day.volunteered ? t.stopWaitingFor : t.waitFor)(formatDate(day.date), day.stop.centreName)}
              onClick={() => void wait()}
            >
              {day.volunteered ? t.stopWaiting : t.wait}
            </Button>
          )}
          {day.otherVolunteers > 0 && <p class="soft small">{t.othersWaiting(day.otherVolunteers)}</p>}
        </div>
      )}
    </li>
  )
}
