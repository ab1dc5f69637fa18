import { useState } from 'preact/hooks'
import type { SpecialistId } from '../../shared/ids.ts'
import type { Problem } from '../../shared/problem.ts'
import type { RosterCandidate } from '../../shared/roster.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { RosteredSpecialist } from '../../shared/tour.ts'
import type { StopDetail } from '../../shared/tour-view.ts'
import { api, call } from '../api.ts'
import { formatDate } from '../format.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'

/** Who consults each day, the days to be staffed, and who could fill them. */
export function StaffingSection({ detail, onChanged }: { detail: StopDetail; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const c = useText(commonFr, commonEn)
  const { stop, tour } = detail
  const isOpen =
    ['proposed', 'published', 'running'].includes(tour.state) && !['done', 'cancelled'].includes(stop.state)
  const param = { stopId: stop.stopId }
  const candidates = useLoad(isOpen ? () => call(api.api.stops[':stopId'].candidates.$get({ param })) : null, [
    stop.stopId,
    JSON.stringify(stop.staffing),
  ])
  const [problem, setProblem] = useState<Problem | null>(null)

  const change = async (
    how: '$post' | '$delete',
    date: LocalDate,
    who: { specialistId: SpecialistId; name: string },
  ) => {
    setProblem(null)
    const claim = { param, json: { date, specialistId: who.specialistId } }
    const answer = await call(api.api.stops[':stopId'].days[how](claim))
    if (!answer.ok) return setProblem(answer.problem)
    const said = how === '$post' ? t.signedUp : t.withdrawn
    showToast({ text: said(who.name, formatDate(date)) })
    await onChanged()
  }

  const [asking, setAsking] = useState<{ date: LocalDate; who: RosteredSpecialist } | null>(null)
  const withdraw = (date: LocalDate, who: RosteredSpecialist) => {
    if (stop.state === 'planned') void change('$delete', date, who)
    else setAsking({ date, who })
  }

  return (
    <div class="stack-tight">
      <h3>{t.staffing}</h3>
      {asking && (
        <Dialog
          title={`${t.withdraw(asking.who.name)}, ${formatDate(asking.date)} ?`}
          onClose={() => setAsking(null)}
          actions={
            <>
              <Button onClick={() => setAsking(null)}>{c.cancel}</Button>
              <Button
                variant="danger"
                onClick={() => {
                  setAsking(null)
                  void change('$delete', asking.date, asking.who)
                }}
              >
                {t.withdrawShort}
              </Button>
            </>
          }
        >
          <p>{t.withdrawExplained}</p>
        </Dialog>
      )}
      {problem && <Notice tone="error">{problem.message}</Notice>}
      <ul class="staffing">
        {stop.staffing.map(({ date, specialists }) => (
          <li key={date}>
            <div class="row-spread">
              <span>{formatDate(date)}</span>
              {specialists.length === 0 ? (
                <Badge tone="warning">{t.toStaff}</Badge>
              ) : (
                <span>{specialists.map((specialist) => specialist.name).join(', ')}</span>
              )}
            </div>
            {isOpen &&
              specialists.map((specialist) => (
                <Button
                  key={specialist.specialistId}
                  size="s"
                  variant="quiet"
                  aria-label={`${t.withdraw(specialist.name)}, ${formatDate(date)}`}
                  onClick={() => withdraw(date, specialist)}
                >
                  {t.withdrawShort}
                </Button>
              ))}
            {isOpen && specialists.length < stop.rooms && (
              <Candidates
                date={date}
                candidates={valueIn(candidates)?.days.find((day) => day.date === date)?.candidates ?? []}
                onChoose={(who) => void change('$post', date, who)}
              />
            )}
          </li>
        ))}
      </ul>
      {!isOpen && tour.state === 'draft' && <p class="soft small">{t.staffingClosed}</p>}
    </div>
  )
}

function Candidates({
  date,
  candidates,
  onChoose,
}: {
  date: LocalDate
  candidates: readonly RosterCandidate[]
  onChoose: (who: RosterCandidate) => void
}) {
  const t = useText(fr, en)
  if (candidates.length === 0) return null
  const hasFree = candidates.some((candidate) => candidate.standing === 'free')
  return (
    <details class="candidates small">
      <summary>{t.whoCould}</summary>
      {!hasFree && <p class="soft">{t.nobodyCould}</p>}
      <ul>
        {candidates.map((candidate) => (
          <li key={candidate.specialistId} class="row-spread">
            <span>
              {candidate.name} <span class="soft">– {t.standing[candidate.standing]}</span>
            </span>
            {candidate.standing === 'free' && (
              <Button
                size="s"
                aria-label={`${t.signUp(candidate.name)}, ${formatDate(date)}`}
                onClick={() => onChoose(candidate)}
              >
                {t.signUpShort}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
