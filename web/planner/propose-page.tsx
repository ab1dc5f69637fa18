import type { HostCentreId, TourId, UnitId } from '../../shared/ids.ts'
import type { ProposalRequestInput, ProposalView, Scenario } from '../../shared/proposal.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { CentreView, TourDetail } from '../../shared/tour-view.ts'
import { api, call } from '../api.ts'
import { today } from '../clock.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { inList, inText, useUrlState } from '../url-state.ts'
import { ProposalForm } from './proposal-form.tsx'
import { type ProposalFields, startingFields } from './proposal-form-state.ts'
import { ProposalScreen } from './proposal-screen.tsx'
import { changedFrom } from './proposal-variants.ts'
import { ScenarioList } from './scenario-list.tsx'
import { fieldsOfRequest, fieldsOfTour, withLine } from './starting-request.ts'
import './planner.css'

/** What the form starts from: an earlier proposal with one stop imposed or forbidden (`centre,first,last`), a draft, or nothing. */
const SHAPE = {
  proposition: inText(),
  centres: inList<HostCentreId>(),
  repartir: inText(),
  fixer: inList(),
  interdire: inList(),
  tournee: inText(),
}

/** Asking for a tour: what is wanted, then the search as it goes, then the proposal with its reasons. */
export function ProposePage() {
  const t = useText(fr, en)
  const [url, setUrl] = useUrlState(SHAPE)
  const param = { proposalId: url.repartir }
  const tourParam = { tourId: url.tournee as TourId }
  const load = useLoad(async () => {
    const [places, kept, before, tour] = await Promise.all([
      call(api.api.tours.places.$get()),
      call(api.api.proposals.$get()),
      url.repartir ? call(api.api.proposals[':proposalId'].$get({ param })) : null,
      url.tournee ? call(api.api.tours[':tourId'].$get({ param: tourParam })) : null,
    ])
    if (!places.ok) return places
    return {
      ok: true as const,
      value: {
        ...places.value,
        scenarios: kept.ok ? (kept.value.scenarios as Scenario[]) : [],
        before: before?.ok ? (before.value as ProposalView) : null,
        tour: tour?.ok ? tour.value : null,
      },
    }
  }, [url.repartir, url.tournee])
  const blank = { proposition: '', repartir: '', fixer: [], interdire: [], tournee: '', centres: [] }
  return (
    <Page
      title={t.proposeTitle}
      intro={t.proposeIntro}
      wide={url.proposition !== ''}
      actions={<LinkButton href="/tournees">{t.title}</LinkButton>}
    >
      {url.proposition === '' ? (
        <Loaded load={load} lines={8}>
          {({ centres, units, rates, scenarios, before, tour }) => (
            <div class="stack">
              <ScenarioList scenarios={scenarios} />
              <ProposalForm
                key={`${url.repartir} ${url.fixer} ${url.interdire}`}
                centres={centres}
                units={units.map(({ unitId, name }) => ({ unitId: unitId as UnitId, name }))}
                rates={rates}
                start={startOf(
                  startingFields(
                    units[0] ? [units[0].unitId as UnitId] : [],
                    today.value ?? (new Date().toISOString().slice(0, 10) as LocalDate),
                    knownIn(centres, url.centres),
                  ),
                  before && fieldsOfRequest(before.request, rates),
                  tour,
                  { fixer: url.fixer, interdire: url.interdire },
                )}
                onSubmit={async (request: ProposalRequestInput) => {
                  const asked = before ? changedFrom(request, before.proposalId) : request
                  const answer = await call(api.api.proposals.$post({ json: asked }))
                  if (!answer.ok) return answer.problem
                  setUrl({ ...blank, proposition: answer.value.proposalId }, { replace: false })
                  return null
                }}
              />
            </div>
          )}
        </Loaded>
      ) : (
        <ProposalScreen
          key={url.proposition}
          proposalId={url.proposition}
          onAgain={(change) => setUrl({ ...blank, repartir: url.proposition, ...change }, { replace: false })}
          onOpen={(proposition) => setUrl({ ...blank, proposition }, { replace: false })}
        />
      )}
    </Page>
  )
}

const knownIn = (centres: readonly CentreView[], asked: readonly HostCentreId[]): HostCentreId[] =>
  asked.filter((centreId) => centres.some((centre) => centre.centreId === centreId))

function startOf(
  blank: ProposalFields,
  before: ProposalFields | null,
  tour: TourDetail | null,
  lines: { fixer: readonly string[]; interdire: readonly string[] },
): ProposalFields {
  const start = before ?? (tour ? fieldsOfTour(blank, tour) : blank)
  return (['fixer', 'interdire'] as const).reduce((fields, name) => {
    const [centreId, first = '', last = ''] = lines[name]
    if (!centreId) return fields
    const line = { centreId: centreId as HostCentreId, first, last }
    return withLine(fields, name === 'fixer' ? 'pins' : 'bans', line)
  }, start)
}
