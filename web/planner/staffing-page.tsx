import { daysBetween } from '../../shared/days.ts'
import type { StaffingGap } from '../../shared/roster.ts'
import { api, call } from '../api.ts'
import { today } from '../clock.ts'
import { formatDate, formatList } from '../format.ts'
import { en } from '../i18n/growth.en.ts'
import { fr } from '../i18n/growth.fr.ts'
import { en as plannerEn } from '../i18n/planner.en.ts'
import { fr as plannerFr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { ReadinessTasks } from '../readiness-tasks.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { HostRules } from './host-rules.tsx'
import { TourUnits } from './tour-units.tsx'
import './planner.css'

/** What the tours still lack: days without a specialist weeks ahead, points due, and what is not known of the units. */
export function FollowUpPage() {
  const t = useText(fr, en)
  const planner = useText(plannerFr, plannerEn)
  const gaps = useLoad(() => call(api.api.stops.gaps.$get()), [])
  return (
    <Page
      title={t.followTitle}
      intro={t.followIntro}
      actions={<LinkButton href="/tournees">{planner.title}</LinkButton>}
    >
      <section class="stack" aria-labelledby="follow-gaps">
        <h2 id="follow-gaps">{t.gaps}</h2>
        <Loaded load={gaps} lines={6}>
          {(value) =>
            value.gaps.length === 0 ? (
              <p class="soft">{t.gapsNone}</p>
            ) : (
              <div class="card">
                <ul class="plain-list">
                  {value.gaps.map((gap) => (
                    <GapLine key={`${gap.stopId} ${gap.date}`} gap={gap} />
                  ))}
                </ul>
              </div>
            )
          }
        </Loaded>
      </section>
      <section class="stack" aria-labelledby="follow-tasks">
        <h2 id="follow-tasks">{t.toPrepare}</h2>
        <div class="card">
          <ReadinessTasks />
        </div>
      </section>
      <section id="regle-accords" class="stack" aria-labelledby="follow-rules">
        <h2 id="follow-rules">{t.rules}</h2>
        <div class="card">
          <HostRules />
        </div>
      </section>
      <section class="stack" aria-labelledby="follow-units">
        <h2 id="follow-units">{t.units}</h2>
        <TourUnits />
      </section>
    </Page>
  )
}

function GapLine({ gap }: { gap: StaffingGap }) {
  const t = useText(fr, en)
  const free = gap.candidates.filter((candidate) => candidate.standing === 'free')
  const waiting = gap.candidates.filter((candidate) => candidate.volunteered && candidate.standing !== 'free')
  const weeks = today.value === null ? null : Math.floor(daysBetween(today.value, gap.date) / 7)
  const names = (list: typeof free) => formatList(list.map((candidate) => candidate.name))
  return (
    <li class="gap-line">
      <div>
        <p>
          <strong>{formatDate(gap.date, { year: true })}</strong> – {gap.centreName} ({gap.department}){' '}
          {weeks !== null && <span class="soft">{t.inWeeks(weeks)}</span>}
        </p>
        <p class="soft small">
          {gap.unitName} · {gap.tourName}
        </p>
        <p class="small">{free.length > 0 ? t.canFill(names(free)) : t.nobodyCan}</p>
        {waiting.length > 0 && <p class="small">{t.waitingPapers(names(waiting))}</p>}
      </div>
      <LinkButton size="s" href={`/tournees?tournee=${gap.tourId}&etape=${gap.stopId}&partie=stop-staffing`}>
        {t.open}
        <span class="visually-hidden"> {t.openGap(gap.centreName, formatDate(gap.date))}</span>
      </LinkButton>
    </li>
  )
}
