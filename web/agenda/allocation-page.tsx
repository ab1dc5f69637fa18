import { useEffect, useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso/router'
import type { AllocationPreview, NotPlaced } from '../../shared/appointment.ts'
import type { StopId } from '../../shared/ids.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { showToast } from '../ui/toast.tsx'
import { inFlag, useUrlState } from '../url-state.ts'
import { NotPlacedTable, PlacedTable } from './allocation-tables.tsx'
import { OverbookDialog } from './overbook-dialog.tsx'
import './agenda.css'

const ADDRESS = { reorganiser: inFlag(false) }

/** Who would get which place of a stop, who would get none and why; then, on one button, exactly that. */
export function AllocationPage() {
  const t = useText(fr, en)
  const { params } = useRoute()
  const { route } = useLocation()
  const param = { stopId: params.stopId as StopId }
  const [{ reorganiser: rearrange }, setAddress] = useUrlState(ADDRESS)
  const stops = useLoad(() => call(api.api.agenda.stops.$get()), [])
  const stop = valueIn(stops)?.stops.find((one) => one.stop.stopId === param.stopId)?.stop
  const preview = useLoad(
    () => call(api.api.agenda.stops[':stopId'].allocation.preview.$post({ param, json: { rearrange } })),
    [param.stopId, rearrange],
  )
  const [notice, setNotice] = useState<string>()
  const [busy, setBusy] = useState(false)
  useEffect(() => setNotice(undefined), [rearrange])
  const back = `/agenda/${param.stopId}`

  const confirm = async ({ fingerprint }: AllocationPreview) => {
    setBusy(true)
    const json = { rearrange, fingerprint }
    const answer = await call(api.api.agenda.stops[':stopId'].allocation.$post({ param, json }))
    setBusy(false)
    if (answer.ok) {
      showToast({ text: t.allocation.done(answer.value.placed, answer.value.moved) })
      return route(back)
    }
    setNotice(answer.problem.code === 'allocation_changed' ? t.allocation.changed : answer.problem.message)
    await preview.reload()
  }

  return (
    <Page
      title={stop ? t.allocation.title(stop.centreName) : t.stop.allocate}
      intro={t.allocation.intro}
      actions={
        <LinkButton href={back} icon="left" variant="quiet">
          {t.backToAgenda}
        </LinkButton>
      }
    >
      <p class="soft readable">{t.allocation.rule}</p>
      <Checkbox
        label={t.allocation.rearrange}
        hint={t.allocation.rearrangeHint}
        checked={rearrange}
        onChange={(reorganiser) => setAddress({ reorganiser })}
      />
      {notice && (
        <Notice tone="warning" live>
          {notice}
        </Notice>
      )}
      <Loaded load={preview} lines={10}>
        {(value) => (
          <Preview
            preview={value}
            stop={stop}
            busy={busy}
            onConfirm={() => void confirm(value)}
            onChanged={preview.reload}
          />
        )}
      </Loaded>
    </Page>
  )
}

function Preview({
  preview,
  stop,
  busy,
  onConfirm,
  onChanged,
}: {
  preview: AllocationPreview
  stop: StopSummary | undefined
  busy: boolean
  onConfirm: () => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en).allocation
  const [adding, setAdding] = useState<NotPlaced | null>(null)
  const { placed, notPlaced } = preview
  if (placed.length === 0 && notPlaced.length === 0) {
    return (
      <EmptyState title={t.nobodyTitle} icon="check">
        {t.nobody}
      </EmptyState>
    )
  }
  const told =
    placed.filter((line) => line.change !== 'kept').length + notPlaced.filter((line) => line.displaced).length
  return (
    <div class="stack">
      <section class="card allocation-summary" aria-label={t.summary}>
        <SummaryList preview={preview} />
        <Button variant="primary" busy={busy} disabled={told === 0} onClick={onConfirm}>
          {told === 0 ? t.nothing : t.confirm(told)}
        </Button>
      </section>
      <h2>{t.whoGets}</h2>
      <PlacedTable lines={placed} />
      <h2>{t.whoDoesNot}</h2>
      {notPlaced.length === 0 ? (
        <Notice tone="success">{t.everyone}</Notice>
      ) : (
        <NotPlacedTable lines={notPlaced} onOverbook={stop ? setAdding : undefined} />
      )}
      {adding && stop && (
        <OverbookDialog line={adding} stop={stop} onClose={() => setAdding(null)} onChanged={onChanged} />
      )}
    </div>
  )
}

function SummaryList({ preview }: { preview: AllocationPreview }) {
  const t = useText(fr, en).allocation
  const { placed, notPlaced, freeAfter, reservedAfter } = preview
  const changed = (change: 'new' | 'moved' | 'kept') => placed.filter((line) => line.change === change).length
  const late = placed.filter((line) => line.late).length
  return (
    <ul class="allocation-counts figures">
      {(changed('new') > 0 || placed.length === 0) && (
        <li>
          <strong>{t.placed(changed('new'))}</strong>
        </li>
      )}
      {changed('moved') > 0 && <li>{t.moved(changed('moved'))}</li>}
      {changed('kept') > 0 && <li>{t.kept(changed('kept'))}</li>}
      {late > 0 && <li class="agenda-late">{t.late(late)}</li>}
      <li>{t.without(notPlaced.length)}</li>
      <li>{[t.left(freeAfter), t.leftReserved(reservedAfter)].filter(Boolean).join(', ')}</li>
    </ul>
  )
}
