import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { Plan } from '../../shared/plan-result.ts'
import type { Problem } from '../../shared/problem.ts'
import type { ProposalView } from '../../shared/proposal.ts'
import { api, call } from '../api.ts'
import { formatDate } from '../format.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { en as proposalEn } from '../i18n/proposal.en.ts'
import { fr as proposalFr } from '../i18n/proposal.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Menu } from '../ui/menu.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { KeepScenario } from './keep-scenario.tsx'

/** What can be done with a finished proposal: keep it as a draft, compare it, download it with its problem, ask again. */
export function ProposalActions({ view, plan, onAgain }: { view: ProposalView; plan: Plan; onAgain: () => void }) {
  const t = useText(fr, en)
  const tours = valueIn(useLoad(() => call(api.api.tours.$get()), []))?.tours ?? []
  const current =
    tours.find((tour) => (tour.state === 'published' || tour.state === 'running') && overlaps(tour, view)) ?? tours[0]
  const [isNaming, setNaming] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const param = { proposalId: view.proposalId }
  const download = async (what: 'problem' | 'plan') => {
    const answer = await call(api.api.proposals[':proposalId'].documents.$get({ param }))
    if (answer.ok) {
      const { problem } = answer.value
      saveFile(`escale-${what}-${view.request.from}.json`, what === 'problem' ? problem : answer.value)
    }
    if (!answer.ok) setProblem(answer.problem)
  }
  const newStops = plan.stops.filter((stop) => !stop.isPublished).length
  return (
    <div class="stack-tight no-print">
      {problem && <Notice tone="error">{problem.message}</Notice>}
      <div class="row">
        {newStops > 0 && (
          <Button variant="primary" onClick={() => setNaming(true)}>
            {t.keep}
          </Button>
        )}
        <KeepScenario proposalId={view.proposalId} name={view.name} />
        {current && (
          <LinkButton href={`/tournees/comparer?gauche=tour:${current.tourId}&droite=proposal:${view.proposalId}`}>
            {t.compare}
          </LinkButton>
        )}
        <Menu
          label={t.download}
          icon="down"
          items={[
            { label: t.downloadProblem, act: () => void download('problem') },
            { label: t.downloadPlan, act: () => void download('plan') },
          ]}
        />
        <Button variant="quiet" onClick={onAgain}>
          {t.again}
        </Button>
      </div>
      {isNaming && <KeepDialog view={view} onClose={() => setNaming(false)} />}
    </div>
  )
}

function KeepDialog({ view, onClose }: { view: ProposalView; onClose: () => void }) {
  const t = useText(fr, en)
  const p = useText(proposalFr, proposalEn)
  const c = useText(commonFr, commonEn)
  const { route } = useLocation()
  const style = { weekday: false, year: true }
  const [name, setName] = useState(
    t.proposalName(formatDate(view.request.from, style), formatDate(view.request.to, style)),
  )
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const keep = async () => {
    setBusy(true)
    const request = { param: { proposalId: view.proposalId }, json: { name } }
    const answer = await call(api.api.proposals[':proposalId'].keep.$post(request))
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    const { tourIds } = answer.value
    showToast({ text: tourIds.length > 1 ? p.keptDrafts(tourIds.length) : t.kept })
    route(`/tournees?tournee=${tourIds[0]}`)
  }
  return (
    <Dialog
      title={t.keepTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{c.cancel}</Button>
          <Button variant="primary" busy={isBusy} disabled={name.trim() === ''} onClick={() => void keep()}>
            {t.keep}
          </Button>
        </>
      }
    >
      <div class="stack">
        {problem && <Notice tone="error">{problem.message}</Notice>}
        <TextInput label={t.name} value={name} maxLength={120} onInput={setName} />
        {view.request.published !== 'ignore' && <p class="soft small">{t.keepExplained}</p>}
        {view.units.length > 1 && <p class="soft small">{p.keptPerUnit}</p>}
      </div>
    </Dialog>
  )
}

function overlaps(tour: { fromDate: string; toDate: string }, { request }: ProposalView): boolean {
  return tour.fromDate <= request.to && request.from <= tour.toDate
}

/** Hands a document to the browser as a file; it never leaves the machine. */
function saveFile(name: string, document_: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(document_, null, 1)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
