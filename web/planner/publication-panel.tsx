import { useState } from 'preact/hooks'
import { namedDepartment } from '../../shared/department-names.ts'
import type { StopId } from '../../shared/ids.ts'
import type { Problem } from '../../shared/problem.ts'
import type { TourDetail } from '../../shared/tour-view.ts'
import { type Answer, api, call } from '../api.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/planner.en.ts'
import { fr } from '../i18n/planner.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'
import { type StopSection, sectionOf } from './stop-sections.ts'
import { wordObstacle } from './wording.ts'

/** What keeps a tour from being published, and the acts of its life: offer to specialists, publish, drop. */
export function PublicationPanel({
  detail,
  onOpen,
  onChanged,
}: {
  detail: TourDetail
  onOpen: (stopId: StopId, section?: StopSection) => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const c = useText(commonFr, commonEn)
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isDiscarding, setDiscarding] = useState(false)
  const { tour } = detail
  const param = { tourId: tour.tourId }
  const isBinding = tour.state === 'published' || tour.state === 'running'
  const isOver = tour.state === 'done' || tour.state === 'cancelled'

  const act = async (name: string, send: () => Promise<Answer<unknown>>, said: (value: unknown) => string) => {
    setBusy(name)
    setProblem(null)
    const answer = await send()
    setBusy(null)
    if (!answer.ok) setProblem(answer.problem)
    else showToast({ text: said(answer.value) })
    await onChanged()
  }
  const become = (state: 'draft' | 'proposed' | 'cancelled', said: string) =>
    act(
      state,
      () => call(api.api.tours[':tourId'].state.$post({ param, json: { state, revision: tour.revision } })),
      () => said,
    )
  const publish = () =>
    act(
      'publish',
      () => call(api.api.tours[':tourId'].publish.$post({ param, json: { revision: tour.revision } })),
      (value) => t.published((value as TourDetail).tour.version),
    )

  return (
    <div class="stack">
      {problem && <Notice tone="error">{problem.message}</Notice>}
      {!isOver && detail.obstacles.length > 0 && (
        <div class="stack-tight">
          <h3>{t.obstacles}</h3>
          <ul class="obstacles">
            {detail.obstacles.map((obstacle, index) => (
              <li key={`${obstacle.code} ${obstacle.stopId} ${index}`}>
                {obstacle.stopId ? (
                  <button
                    type="button"
                    class="link-button"
                    onClick={() => onOpen(obstacle.stopId as StopId, sectionOf(obstacle.code))}
                  >
                    {wordObstacle(obstacle, t)}
                  </button>
                ) : (
                  wordObstacle(obstacle, t)
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {!isOver && detail.obstacles.length === 0 && <Notice tone="success">{t.publishReady}</Notice>}
      {!isOver && <p class="soft small">{t.publishExplained}</p>}
      <div class="row">
        {!isOver && (
          <Button
            variant="primary"
            busy={busy === 'publish'}
            disabled={detail.obstacles.length > 0}
            onClick={() => void publish()}
          >
            {isBinding ? t.publishNew : t.publish}
          </Button>
        )}
        {tour.state === 'draft' && (
          <Button busy={busy === 'proposed'} onClick={() => void become('proposed', t.offered)}>
            {t.offerToSpecialists}
          </Button>
        )}
        {tour.state === 'proposed' && (
          <Button busy={busy === 'draft'} onClick={() => void become('draft', t.backInDraft)}>
            {t.backToDraft}
          </Button>
        )}
        {!isOver && !isBinding && (
          <Button variant="quiet" onClick={() => setDiscarding(true)}>
            {t.discard}
          </Button>
        )}
      </div>
      {tour.version > 0 && <Programmes detail={detail} />}
      {isDiscarding && (
        <Dialog
          title={t.discardTitle}
          onClose={() => setDiscarding(false)}
          actions={
            <>
              <Button onClick={() => setDiscarding(false)}>{c.cancel}</Button>
              <Button
                variant="danger"
                onClick={() => {
                  setDiscarding(false)
                  void become('cancelled', t.discarded)
                }}
              >
                {t.discard}
              </Button>
            </>
          }
        >
          <p>{t.discardText}</p>
        </Dialog>
      )}
    </div>
  )
}

function Programmes({ detail }: { detail: TourDetail }) {
  const t = useText(fr, en)
  const live = detail.stops.filter((stop) => stop.state !== 'cancelled')
  const departments = [...new Set(live.map((stop) => stop.department))].sort()
  return (
    <div class="row">
      {departments.map((department) => (
        <LinkButton
          key={department}
          size="s"
          icon="print"
          href={`/tournees/${detail.tour.tourId}/programme/${department}`}
        >
          {t.programmeOf(namedDepartment(department))}
        </LinkButton>
      ))}
    </div>
  )
}
