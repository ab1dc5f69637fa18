import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { useText } from '../i18n/text.ts'
import { Page } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { inChoice, useUrlState } from '../url-state.ts'
import { AccessLogPanel } from './access-log-panel.tsx'
import { CentresPanel } from './centres-panel.tsx'
import { ContactsPanel } from './contacts-panel.tsx'
import { PeoplePanel } from './people-panel.tsx'
import { SettingsPanel } from './settings-panel.tsx'
import { StatePanel } from './state-panel.tsx'
import { UnitsPanel } from './units-panel.tsx'
import './admin.css'

const PANELS = {
  people: PeoplePanel,
  centres: CentresPanel,
  units: UnitsPanel,
  contacts: ContactsPanel,
  settings: SettingsPanel,
  log: AccessLogPanel,
  state: StatePanel,
} as const
type PanelId = keyof typeof PANELS
const IDS = Object.keys(PANELS) as PanelId[]
const ADDRESS = { tab: inChoice(IDS, 'people') }

/** Accounts, centres, units, figures and the access log, one panel each. */
export function AdminPage() {
  const t = useText(fr, en)
  const [{ tab }, setAddress] = useUrlState(ADDRESS)
  const Panel = PANELS[tab]
  return (
    <Page title={t.title} intro={t.intro}>
      <Tabs
        label={t.title}
        tabs={IDS.map((id) => ({ id, label: t.tabs[id] }))}
        selected={tab}
        onSelect={(id) => setAddress({ tab: id })}
      >
        <Panel />
      </Tabs>
    </Page>
  )
}
