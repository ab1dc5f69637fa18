import type { OwnAccount } from '../../shared/sign-in.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/account.en.ts'
import { fr } from '../i18n/account.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { inChoice, useUrlState } from '../url-state.ts'
import { CodesPanel } from './codes-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'
import { WaysPanel } from './ways-panel.tsx'
import './account.css'

/** What every panel is given: the account as loaded, and how to load it again. */
export type PanelProps = { readonly account: OwnAccount; readonly reload: () => Promise<void> }

const PANELS = { ways: WaysPanel, sessions: SessionsPanel, codes: CodesPanel } as const
type PanelId = keyof typeof PANELS
const IDS = Object.keys(PANELS) as PanelId[]
const ADDRESS = { tab: inChoice(IDS, 'ways') }

/** One's own ways in, open sessions and recovery codes. */
export function AccountPage() {
  const t = useText(fr, en)
  const [{ tab }, setAddress] = useUrlState(ADDRESS)
  const account = useLoad(() => call(api.api.account.$get()), [])
  const Panel = PANELS[tab]
  return (
    <Page title={t.title} intro={t.intro}>
      <Loaded load={account} lines={6}>
        {(loaded) => (
          <>
            <Facts account={loaded} />
            <Tabs
              label={t.title}
              tabs={IDS.map((id) => ({ id, label: t.tabs[id] }))}
              selected={tab}
              onSelect={(id) => setAddress({ tab: id })}
            >
              <Panel account={loaded} reload={account.reload} />
            </Tabs>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Facts({ account }: { account: OwnAccount }) {
  const t = useText(fr, en)
  const { activity } = account
  const facts = [
    [t.facts.signInName, account.signInName],
    [t.facts.email, account.email],
    [t.facts.rpps, account.hasRpps ? t.facts.linked : null],
    [t.facts.activity, activity && [activity.place, activity.city].filter(Boolean).join(', ')],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]))
  if (facts.length === 0) return null
  return (
    <dl class="account-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
