import { api, call } from '../api.ts'
import { en } from '../i18n/growth.en.ts'
import { fr } from '../i18n/growth.fr.ts'
import { en as plannerEn } from '../i18n/planner.en.ts'
import { fr as plannerFr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { ReadinessTasks } from '../readiness-tasks.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Fold } from '../ui/fold.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { GapList } from './gap-list.tsx'
import { HostRules } from './host-rules.tsx'
import { TourUnits } from './tour-units.tsx'
import './planner.css'

/** What the tours still lack: days without a specialist weeks ahead, points due, and what is not known of the units. */
export function FollowUpPage() {
  const t = useText(fr, en)
  const planner = useText(plannerFr, plannerEn)
  const gaps = useLoad(() => call(api.api.stops.gaps.$get()), [])
  const days = valueIn(gaps)?.gaps.length ?? 0
  return (
    <Page
      title={t.followTitle}
      intro={t.followIntro}
      actions={<LinkButton href="/tournees">{planner.title}</LinkButton>}
    >
      <Fold id="follow-gaps" title={titled(t.gaps, days)} isFirst>
        <Loaded load={gaps} lines={6}>
          {(value) =>
            value.gaps.length === 0 ? (
              <p class="soft">{t.gapsNone}</p>
            ) : (
              <div class="card">
                <GapList gaps={value.gaps} />
              </div>
            )
          }
        </Loaded>
      </Fold>
      <Fold id="follow-tasks" title={t.toPrepare}>
        <div class="card">
          <ReadinessTasks />
        </div>
      </Fold>
      <Fold id="regle-accords" title={t.rules}>
        <div class="card">
          <HostRules />
        </div>
      </Fold>
      <Fold id="follow-units" title={t.units}>
        <TourUnits />
      </Fold>
    </Page>
  )
}

const titled = (title: string, count: number): string => (count > 0 ? `${title} (${count})` : title)
