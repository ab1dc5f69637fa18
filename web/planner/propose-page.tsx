import type { HostCentreId, UnitId } from '../../shared/ids.ts'
import type { ProposalRequestInput } from '../../shared/proposal.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { LinkButton } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { inList, inText, useUrlState } from '../url-state.ts'
import { ProposalForm } from './proposal-form.tsx'
import { ProposalScreen } from './proposal-screen.tsx'
import './planner.css'

const SHAPE = { proposition: inText(), centres: inList<HostCentreId>() }

/** Asking for a tour: what is wanted, then the search as it goes, then the proposal with its reasons. */
export function ProposePage() {
  const t = useText(fr, en)
  const [url, setUrl] = useUrlState(SHAPE)
  const places = useLoad(() => call(api.api.tours.places.$get()), [])
  return (
    <Page
      title={t.proposeTitle}
      intro={t.proposeIntro}
      wide={url.proposition !== ''}
      actions={<LinkButton href="/tournees">{t.title}</LinkButton>}
    >
      {url.proposition === '' ? (
        <Loaded load={places} lines={8}>
          {({ centres, units, rates }) => (
            <ProposalForm
              centres={centres}
              units={units.map(({ unitId, name }) => ({ unitId: unitId as UnitId, name }))}
              rates={rates}
              asked={url.centres}
              onSubmit={async (request: ProposalRequestInput) => {
                const answer = await call(api.api.proposals.$post({ json: request }))
                if (!answer.ok) return answer.problem
                setUrl({ proposition: answer.value.proposalId }, { replace: false })
                return null
              }}
            />
          )}
        </Loaded>
      ) : (
        <ProposalScreen
          key={url.proposition}
          proposalId={url.proposition}
          onAgain={() => setUrl({ proposition: '' }, { replace: false })}
          onOpen={(proposition) => setUrl({ proposition }, { replace: false })}
        />
      )}
    </Page>
  )
}
