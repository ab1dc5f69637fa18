import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '../../shared/problem.ts'
import type { ProposalRequestInput, ProposalView } from '../../shared/proposal.ts'
import { api, call, unattended } from '../api.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { ProposalProgress } from './proposal-progress.tsx'
import { ProposalResult } from './proposal-result.tsx'
import { VariantNotice } from './variant-notice.tsx'
import { wordReason, wordReasons } from './wording.ts'

/** A stop imposed (`fixer`) or forbidden (`interdire`) in the next request: its centre, its first day, its last. */
export type StopLine = { readonly fixer: readonly string[] } | { readonly interdire: readonly string[] }

const POLL_MS = 700

/** A proposal from its start to its end: asked for again while it runs, so that it outlives a lost connection. */
export function ProposalScreen({
  proposalId,
  onAgain,
  onOpen,
}: {
  proposalId: string
  /** Back to the form, as it was for this proposal, with a stop imposed or forbidden where one is named. */
  onAgain: (change?: StopLine) => void
  onOpen: (proposalId: string) => void
}) {
  const t = useText(fr, en)
  const [view, setView] = useState<ProposalView | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isStopping, setStopping] = useState(false)
  const param = { proposalId }

  useEffect(() => {
    let left = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      const answer = await call(api.api.proposals[':proposalId'].$get({ param }, unattended))
      if (left) return
      if (answer.ok) setView(answer.value as ProposalView)
      setProblem(answer.ok ? null : answer.problem)
      const isOver = answer.ok ? answer.value.state !== 'running' : answer.problem.code === 'not_found'
      if (!isOver) timer = setTimeout(() => void ask(), answer.ok ? POLL_MS : POLL_MS * 4)
    }
    void ask()
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [proposalId])

  const startVariant = async (request: ProposalRequestInput) => {
    const answer = await call(api.api.proposals.$post({ json: request }))
    if (answer.ok) onOpen(answer.value.proposalId)
    else setProblem(answer.problem)
  }

  const stop = async () => {
    setStopping(true)
    const answer = await call(api.api.proposals[':proposalId'].cancel.$post({ param }))
    setStopping(false)
    if (answer.ok) setView(answer.value as ProposalView)
    else setProblem(answer.problem)
  }

  if (!view) {
    return problem ? (
      <Notice tone="error" actions={<Button onClick={() => onAgain()}>{t.again}</Button>}>
        {problem.message}
      </Notice>
    ) : (
      <Skeleton label={t.running} lines={6} />
    )
  }
  return (
    <div class="stack">
      {problem && <Notice tone="warning">{problem.message}</Notice>}
      {view.state === 'cancelled' && view.plan && <Notice>{t.stopped}</Notice>}
      {view.isElsewhere && <Notice>{view.isStopping ? t.stoppingElsewhere : t.elsewhere}</Notice>}
      {view.refusal && <Refused view={view} onAgain={() => onAgain()} />}
      {(view.state === 'running' || view.plan) && (
        <ProposalProgress view={view} isStopping={isStopping || view.isStopping} onStop={() => void stop()} />
      )}
      {view.plan && <VariantNotice view={view} plan={view.plan} onOpen={onOpen} />}
      {view.plan && (
        <ProposalResult
          view={view}
          plan={view.plan}
          onAgain={onAgain}
          onVariant={(request) => void startVariant(request)}
        />
      )}
    </div>
  )
}

/** Why there is no plan: what cannot hold together, and what to relax. */
function Refused({ view, onAgain }: { view: ProposalView; onAgain: () => void }) {
  const t = useText(fr, en)
  const { refusal } = view
  if (!refusal) return null
  const nameOf = (id: string) =>
    view.centres.find(({ centreId }) => centreId === id)?.name ??
    view.units.find(({ unitId }) => unitId === id)?.name ??
    id
  const { conflicts = [], suggestions = [] } = refusal.details ?? {}
  return (
    <Notice
      tone="error"
      title={wordReason({ code: refusal.refusal, facts: conflicts[0]?.facts ?? {} }, nameOf)}
      actions={<Button onClick={onAgain}>{t.again}</Button>}
    >
      {conflicts.length > 0 && (
        <>
          <p>{t.failedWhy}</p>
          <ul class="plain-list">
            {wordReasons(conflicts, nameOf).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      {suggestions.length > 0 && (
        <>
          <p>{t.failedRelax}</p>
          <ul class="plain-list">
            {wordReasons(suggestions, nameOf).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  )
}
