import { daysBetween } from '../../shared/days.ts'
import { namedDepartment } from '../../shared/department-names.ts'
import type { StaffingGap } from '../../shared/roster.ts'
import { today } from '../clock.ts'
import { formatDays, formatList } from '../format.ts'
import { en } from '../i18n/growth.en.ts'
import { fr } from '../i18n/growth.fr.ts'
import { useText } from '../i18n/text.ts'
import { LinkButton } from '../ui/button.tsx'
import { gapsByStop, type StopGaps } from './gaps-of-stop.ts'

/** Stops that lack a specialist some day, soonest first, with who could come. */
export function GapList({ gaps }: { gaps: readonly StaffingGap[] }) {
  return (
    <ul class="plain-list">
      {gapsByStop(gaps).map((stop) => (
        <GapsOfStop key={stop.stopId} stop={stop} />
      ))}
    </ul>
  )
}

function GapsOfStop({ stop }: { stop: StopGaps }) {
  const t = useText(fr, en)
  const first = stop.runs[0]!.first
  const weeks = today.value === null ? null : Math.floor(daysBetween(today.value, first) / 7)
  return (
    <li class="gap-line">
      <div class="stack-tight">
        <p>
          <strong>{stop.centreName}</strong> – {namedDepartment(stop.department)}
          {weeks !== null && <span class="soft">, {t.inWeeks(weeks)}</span>}
          <br />
          <span class="soft small">
            {stop.unitName} · {stop.tourName}
          </span>
        </p>
        <ul class="plain-list small">
          {stop.runs.map(({ first: from, last, free, waiting }) => (
            <li key={from}>
              <strong>{formatDays(from, last)}</strong> – {free.length > 0 ? t.canFill(formatList(free)) : t.nobodyCan}
              {waiting.length > 0 && ` ${t.waitingPapers(formatList(waiting))}`}
            </li>
          ))}
        </ul>
      </div>
      <LinkButton size="s" href={`/tournees?tournee=${stop.tourId}&etape=${stop.stopId}&partie=stop-staffing`}>
        {t.open}
        <span class="visually-hidden"> {t.openGap(stop.centreName)}</span>
      </LinkButton>
    </li>
  )
}
