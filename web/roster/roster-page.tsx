import { api, call } from '../api.ts'
import { CalendarsButton } from '../calendars-dialog.tsx'
import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { inChoice, inFlag, useUrlState } from '../url-state.ts'
import { MyDays } from './my-days.tsx'
import { OpenDays } from './open-days.tsx'
import { daysToFill, ownDays } from './roster-order.ts'
import { UnrecordedNotice } from './unrecorded-notice.tsx'
import './roster.css'

const ADDRESS = {
  tab: inChoice(['mine', 'open'], 'mine'),
  order: inChoice(['date', 'distance'], 'date'),
  free: inFlag(true),
}

/** Where and when a specialist consults: the days they chose, and those still to fill. */
export function RosterPage() {
  const t = useText(fr, en)
  const [address, setAddress] = useUrlState(ADDRESS)
  const roster = useLoad(() => call(api.api.stops['open-days'].$get()), [])
  const known = valueIn(roster)?.days
  return (
    <Page title={t.title} intro={t.intro} actions={<CalendarsButton />}>
      <UnrecordedNotice />
      <Tabs
        label={t.title}
        tabs={[
          { id: 'mine', label: t.tabs.mine, count: known && ownDays(known).length },
          {
            id: 'open',
            label: t.tabs.open,
            count: known && daysToFill(known, 'date', true).reduce((total, { days }) => total + days.length, 0),
          },
        ]}
        selected={address.tab}
        onSelect={(tab) => setAddress({ tab })}
      >
        <Loaded load={roster} lines={6}>
          {(value) =>
            address.tab === 'mine' ? (
              <MyDays roster={value} onChanged={roster.reload} onSeeOpen={() => setAddress({ tab: 'open' })} />
            ) : (
              <OpenDays
                roster={value}
                order={address.order}
                onlyFree={address.free}
                onOrder={(order) => setAddress({ order })}
                onOnlyFree={(free) => setAddress({ free })}
                onChanged={roster.reload}
              />
            )
          }
        </Loaded>
      </Tabs>
    </Page>
  )
}
