import { useMemo, useState } from 'preact/hooks'
import type { UnderservedDrawing, UnderservedLayer } from '../../shared/need.ts'
import type { TimeZone } from '../../shared/time.ts'
import { api, call } from '../api.ts'
import { serverClock } from '../clock.ts'
import { formatCount, formatDate, formatInstant, formatList, formatShare } from '../format.ts'
import { en as common } from '../i18n/common.en.ts'
import { fr as commun } from '../i18n/common.fr.ts'
import { en } from '../i18n/needs.en.ts'
import { fr } from '../i18n/needs.fr.ts'
import { useText } from '../i18n/text.ts'
import { MapLegend } from '../map/map-legend.tsx'
import { MapView } from '../map/map-view.tsx'
import { underservedLayer } from '../map/underserved-layer.ts'
import { UnderservedLegend } from '../map/underserved-legend.tsx'
import { session } from '../session.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'
import { UploadDialog } from './upload-dialog.tsx'

/** The underserved areas in use: what they are, where, and the ways to load, replace or remove them. */
export function AreasPanel({ drawing, onChanged }: { drawing: UnderservedDrawing; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const [asking, setAsking] = useState<'load' | 'remove' | null>(null)
  const [isLoading, setLoading] = useState(false)
  const [problem, setProblem] = useState<string>()
  const { layer } = drawing
  const loadExample = async () => {
    setLoading(true)
    const answer = await call(api.api.demo.underserved.$post())
    setLoading(false)
    setProblem(answer.ok ? undefined : answer.problem.message)
    if (!answer.ok) return
    showToast({ text: t.exampleLoaded })
    await onChanged()
  }
  const close = () => setAsking(null)
  const done = async () => {
    close()
    await onChanged()
  }
  return (
    <div class="stack">
      {problem && <Notice tone="error">{problem}</Notice>}
      {layer ? (
        <>
          <div class="row-spread">
            <h2>{layer.name}</h2>
            <div class="row no-print">
              <Button onClick={() => setAsking('load')}>{t.replace}</Button>
              <Button variant="danger" onClick={() => setAsking('remove')}>
                {t.remove}
              </Button>
            </div>
          </div>
          <LayerFacts layer={layer} />
          <AreasMap drawing={drawing} />
          <details>
            <summary>{t.areaList}</summary>
            <ul class="needs-areas">
              {layer.areas.map((area, index) => (
                <li key={`${area.code} ${index}`}>
                  {area.name} {area.code && area.code !== area.name && <span class="soft">({area.code})</span>}
                </li>
              ))}
            </ul>
          </details>
        </>
      ) : (
        <EmptyState
          title={t.noLayerTitle}
          icon="place"
          actions={
            <>
              <Button variant="primary" icon="plus" onClick={() => setAsking('load')}>
                {t.load}
              </Button>
              {serverClock.value?.demo && (
                <Button busy={isLoading} onClick={() => void loadExample()}>
                  {t.loadExample}
                </Button>
              )}
            </>
          }
        >
          {t.noLayer}
        </EmptyState>
      )}
      {asking === 'load' && <UploadDialog replaced={layer?.name ?? null} onClose={close} onLoaded={done} />}
      {asking === 'remove' && layer && <RemoveDialog layer={layer} onClose={close} onRemoved={done} />}
    </div>
  )
}

const PARIS = 'Europe/Paris' as TimeZone

function LayerFacts({ layer }: { layer: UnderservedLayer }) {
  const t = useText(fr, en)
  const day = { weekday: false, year: true }
  return (
    <div class="stack-tight readable">
      <p>
        {t.layerCounts(formatCount(layer.areas.length), formatCount(layer.communes), formatCount(layer.population))}
      </p>
      <p>
        {t.layerOf(layer.source, formatDate(layer.date, day))}{' '}
        {layer.uploadedBy && t.loadedBy(layer.uploadedBy, formatInstant(layer.uploadedAt, PARIS, day))}
      </p>
      {layer.kind === 'communes' && <p class="soft">{t.byCommunes}</p>}
      {layer.approximateShare > 0 && <p class="soft">{t.layerApproximate(formatShare(layer.approximateShare))}</p>}
      {layer.unknownCodes.length > 0 && <p class="soft">{t.unknownCodes(formatList(layer.unknownCodes))}</p>}
    </div>
  )
}

function AreasMap({ drawing }: { drawing: UnderservedDrawing }) {
  const t = useText(fr, en)
  const layers = useMemo(() => [underservedLayer(drawing)], [drawing])
  const fit = useMemo(() => drawing.communes.map((commune) => commune.lngLat), [drawing])
  return (
    <div class="needs-map">
      <MapView
        label={t.mapLabel}
        layers={layers}
        fit={fit}
        styleUrl={session.value.status === 'signed_in' ? session.value.mapStyleUrl : null}
        legend={
          <MapLegend shows={[]}>
            <UnderservedLegend drawing={drawing} />
          </MapLegend>
        }
      />
    </div>
  )
}

function RemoveDialog({
  layer,
  onClose,
  onRemoved,
}: {
  layer: UnderservedLayer
  onClose: () => void
  onRemoved: () => Promise<void>
}) {
  const t = useText(fr, en)
  const c = useText(commun, common)
  const [problem, setProblem] = useState<string>()
  const remove = async () => {
    const answer = await call(api.api.needs.underserved.$delete())
    if (!answer.ok) return setProblem(answer.problem.message)
    showToast({ text: t.removed })
    await onRemoved()
  }
  return (
    <Dialog
      title={t.removeTitle}
      onClose={onClose}
      notice={problem}
      actions={
        <>
          <Button onClick={onClose}>{c.cancel}</Button>
          <Button variant="danger" onClick={remove}>
            {t.remove}
          </Button>
        </>
      }
    >
      <p>{t.removeExplained(layer.name)}</p>
    </Dialog>
  )
}
