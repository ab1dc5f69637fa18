import { api, call } from '../api.ts'
import { en } from '../i18n/needs.en.ts'
import { fr } from '../i18n/needs.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { inChoice, useUrlState } from '../url-state.ts'
import { AreasPanel } from './areas-panel.tsx'
import { WeightPanel } from './weight-panel.tsx'
import './needs.css'

const SHAPE = { volet: inChoice(['areas', 'weight'], 'areas') }

/** Where need is: underserved areas somebody loaded, and the weight need has in a plan. */
export function NeedsPage() {
  const t = useText(fr, en)
  const [url, setUrl] = useUrlState(SHAPE)
  const drawing = useLoad(() => call(api.api.needs.underserved.$get()), [])
  return (
    <Page title={t.title} intro={t.intro}>
      <Tabs
        label={t.tabsLabel}
        tabs={[
          { id: 'areas', label: t.tabs.areas },
          { id: 'weight', label: t.tabs.weight },
        ]}
        selected={url.volet}
        onSelect={(volet) => setUrl({ volet })}
      >
        {url.volet === 'areas' ? (
          <Loaded load={drawing} lines={8}>
            {(value) => <AreasPanel drawing={value} onChanged={drawing.reload} />}
          </Loaded>
        ) : (
          <WeightPanel />
        )}
      </Tabs>
    </Page>
  )
}
