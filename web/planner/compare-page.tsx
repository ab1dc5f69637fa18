import type { Scenario } from '../../shared/proposal.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { en as scenariosEn } from '../i18n/scenarios.en.ts'
import { fr as scenariosFr } from '../i18n/scenarios.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { Select } from '../ui/select.tsx'
import { inText, useUrlState } from '../url-state.ts'
import { ComparisonView } from './comparison-view.tsx'
import { scenarioName } from './scenario-name.ts'
import './planner.css'

const SHAPE = { gauche: inText(), droite: inText() }

/** Two tours, or a tour and a proposal, side by side: map, measures, departments. */
export function ComparePage() {
  const t = useText(fr, en)
  const s = useText(scenariosFr, scenariosEn)
  const [url, setUrl] = useUrlState(SHAPE)
  const tours = valueIn(useLoad(() => call(api.api.tours.$get()), []))?.tours ?? []
  const isReady = url.gauche !== '' && url.droite !== ''
  const comparison = useLoad(
    isReady ? () => call(api.api.tours.compare.$get({ query: { left: url.gauche, right: url.droite } })) : null,
    [url.gauche, url.droite],
  )
  const scenarios = (valueIn(useLoad(() => call(api.api.proposals.$get()), []))?.scenarios ?? []) as Scenario[]
  const listed = new Set(scenarios.map(({ proposalId }) => `proposal:${proposalId}`))
  const proposals = [url.gauche, url.droite].filter((side) => side.startsWith('proposal:') && !listed.has(side))
  const options = [
    ...scenarios.map((scenario) => ({ value: `proposal:${scenario.proposalId}`, label: scenarioName(scenario, s) })),
    ...proposals.map((value) => ({ value, label: t.proposal })),
    ...tours.map((tour) => ({ value: `tour:${tour.tourId}`, label: `${tour.name} – ${t.tourState[tour.state]}` })),
  ]
  return (
    <Page
      title={t.compareTitle}
      intro={t.compareIntro}
      wide
      actions={<LinkButton href="/tournees">{t.title}</LinkButton>}
    >
      <div class="compare-choice no-print">
        <Select
          label={t.left}
          empty={t.chooseTour}
          options={options}
          value={url.gauche}
          onChange={(gauche) => setUrl({ gauche })}
        />
        <Select
          label={t.right}
          empty={t.chooseTour}
          options={options}
          value={url.droite}
          onChange={(droite) => setUrl({ droite })}
        />
      </div>
      {!isReady && <EmptyState title={t.chooseTwo} icon="truck" />}
      <Loaded load={comparison} lines={10}>
        {(value) => <ComparisonView comparison={value} />}
      </Loaded>
    </Page>
  )
}
