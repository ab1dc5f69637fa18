import { useState } from 'preact/hooks'
import type { HostAnswerInput, HostedStop } from '../../shared/host.ts'
import type { Problem } from '../../shared/problem.ts'
import { api, call } from '../api.ts'
import { CalendarsButton } from '../calendars-dialog.tsx'
import { formatDays } from '../format.ts'
import { HostAnswers, HostStandingBadge } from '../host-answers.tsx'
import { en } from '../i18n/host.en.ts'
import { fr } from '../i18n/host.fr.ts'
import { en as readinessEn } from '../i18n/readiness.en.ts'
import { fr as readinessFr } from '../i18n/readiness.fr.ts'
import { useText } from '../i18n/text.ts'
import { reloadAll, useLoad } from '../load.ts'
import { ChecklistDialog, ReadinessTasks } from '../readiness-tasks.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { showToast } from '../ui/toast.tsx'
import { DeclineDialog } from './decline-dialog.tsx'
import './host.css'

/** What a host centre is asked: to agree to the days of each stop, and to prepare it. */
export function HostingPage() {
  const t = useText(fr, en)
  const stops = useLoad(() => call(api.api.hosts.stops.$get()), [])
  return (
    <Page title={t.title} intro={t.intro} actions={<CalendarsButton />}>
      <section class="stack" aria-labelledby="hosting-asked">
        <h2 id="hosting-asked">{t.asked}</h2>
        <Loaded load={stops} lines={6}>
          {(value) =>
            value.stops.length === 0 ? (
              <EmptyState title={t.noStopTitle} icon="truck">
                {t.noStop}
              </EmptyState>
            ) : (
              <ul class="host-stops">
                {value.stops.map((stop) => (
                  <AskedStop key={stop.stopId} stop={stop} onChanged={stops.reload} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
      <section class="stack" aria-labelledby="hosting-tasks">
        <h2 id="hosting-tasks">{t.toDo}</h2>
        <div class="card">
          <ReadinessTasks />
        </div>
      </section>
    </Page>
  )
}

function AskedStop({ stop, onChanged }: { stop: HostedStop; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const [isDeclining, setDeclining] = useState(false)
  const r = useText(readinessFr, readinessEn)
  const [isPreparing, setPreparing] = useState(false)
  const [isChanging, setChanging] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const days = formatDays(stop.firstDay, stop.lastDay)
  const canAnswer = stop.state === 'planned' || stop.state === 'published'
  const isAnswered = stop.standing === 'accepted' || stop.standing === 'declined'

  const answer = async (given: Pick<HostAnswerInput, 'answer' | 'reason' | 'offered'>): Promise<Problem | null> => {
    setBusy(true)
    const { stopId, firstDay, lastDay } = stop
    const sent = await call(
      api.api.hosts.stops[':stopId'].answer.$post({
        param: { stopId },
        json: { ...given, firstDay, lastDay, name: null },
      }),
    )
    setBusy(false)
    if (!sent.ok) return sent.problem
    showToast({ text: given.answer === 'accepted' ? t.saidYes(days) : t.saidNo(days) })
    setDeclining(false)
    setChanging(false)
    await onChanged()
    return null
  }
  const accept = async () => setProblem(await answer({ answer: 'accepted', reason: null, offered: [] }))

  return (
    <li class="card stack-tight">
      <div class="row-spread">
        <h3>
          {stop.centreName}, {days}
        </h3>
        <HostStandingBadge standing={stop.standing} />
      </div>
      <p class="soft">
        {stop.unitName} · {t.tour(stop.tourName)}
      </p>
      {problem && <Notice tone="error">{problem.message}</Notice>}
      {canAnswer && (!isAnswered || isChanging) && (
        <div class="stack-tight">
          <p>{t.yourAnswer}</p>
          <div class="row">
            {stop.standing !== 'accepted' && (
              <Button
                variant="primary"
                icon="check"
                busy={isBusy}
                aria-label={t.acceptFor(days, stop.centreName)}
                onClick={() => void accept()}
              >
                {t.accept}
              </Button>
            )}
            {stop.standing !== 'declined' && (
              <Button aria-label={t.declineFor(days, stop.centreName)} onClick={() => setDeclining(true)}>
                {t.decline}
              </Button>
            )}
          </div>
        </div>
      )}
      {canAnswer && isAnswered && !isChanging && (
        <div>
          <Button size="s" variant="quiet" onClick={() => setChanging(true)}>
            {t.changeAnswer}
          </Button>
        </div>
      )}
      <div>
        <Button size="s" aria-label={r.wholeOf(stop.centreName)} onClick={() => setPreparing(true)}>
          {r.title}
        </Button>
      </div>
      <HostAnswers answers={stop.answers} zone={stop.zone} />
      {isPreparing && (
        <ChecklistDialog
          stop={stop}
          onClose={() => {
            setPreparing(false)
            reloadAll()
          }}
          onChanged={onChanged}
        />
      )}
      {isDeclining && <DeclineDialog days={days} onClose={() => setDeclining(false)} onSend={answer} />}
    </li>
  )
}
