import { useState } from 'preact/hooks'
import type { ImpactLine } from '../../shared/appointment.ts'
import type { StopId } from '../../shared/ids.ts'
import { api, call } from '../api.ts'
import { formatDateTime, formatMinutes } from '../format.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Table } from '../ui/table.tsx'
import { showToast } from '../ui/toast.tsx'

/** Says that appointments stand outside the sessions, and opens what can be done about all of them. */
export function ToMoveNotice({
  stopId,
  count,
  isCoordinator,
  onChanged,
}: {
  stopId: StopId
  count: number
  isCoordinator: boolean
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en).toMove
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Notice
        tone="warning"
        title={t.title(count)}
        actions={isCoordinator && <Button onClick={() => setOpen(true)}>{t.see}</Button>}
      >
        {t.why}
      </Notice>
      {isOpen && <ToMoveDialog stopId={stopId} onClose={() => setOpen(false)} onChanged={onChanged} />}
    </>
  )
}

function ToMoveDialog({
  stopId,
  onClose,
  onChanged,
}: {
  stopId: StopId
  onClose: () => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en).toMove
  const { done } = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const param = { stopId }
  const impact = useLoad(() => call(api.api.agenda.stops[':stopId'].impact.$get({ param })), [stopId])
  const lines = valueIn(impact)?.lines ?? []
  const without = lines.filter((line) => line.instead === null).length
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const confirm = async () => {
    setBusy(true)
    const answer = await call(api.api.agenda.stops[':stopId']['lost-places'].$post({ param }))
    setBusy(false)
    if (!answer.ok) return setError(answer.problem.message)
    onClose()
    await onChanged()
    showToast({ text: done.rehomed(answer.value.moved, answer.value.withoutPlace) })
  }
  return (
    <Dialog
      title={t.dialog}
      onClose={onClose}
      wide
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          {lines.length > 0 && (
            <Button variant={without > 0 ? 'danger' : 'primary'} busy={busy} onClick={() => void confirm()}>
              {t.confirm(lines.length - without, without)}
            </Button>
          )}
        </>
      }
    >
      {error && <Notice tone="error">{error}</Notice>}
      <Loaded load={impact}>
        {() => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
          <section class="agenda-scroll" aria-label={t.title(lines.length)} tabIndex={0}>
            <ImpactTable lines={lines} />
          </section>
        )}
      </Loaded>
    </Dialog>
  )
}

function ImpactTable({ lines }: { lines: readonly ImpactLine[] }) {
  const { toMove: t, allocation } = useText(fr, en)
  return (
    <Table
      caption={t.dialog}
      rows={lines}
      rowKey={(line) => line.appointmentId}
      columns={[
        {
          key: 'patient',
          header: allocation.patient,
          names: true,
          cell: (line) => line.patientName ?? allocation.otherCentre(line.centreName),
        },
        {
          key: 'class',
          header: allocation.priority,
          cell: (line) => <PriorityBadge priorityClass={line.priorityClass} />,
        },
        { key: 'was', header: t.was, cell: (line) => formatDateTime(line.date, line.start) },
        {
          key: 'instead',
          header: t.instead,
          cell: ({ instead, deadlineKept }) =>
            instead ? (
              <>
                {formatDateTime(instead.date, instead.start)}, {instead.centreName} (
                {formatMinutes(instead.driveMinutes)})
                {deadlineKept === false && <strong class="agenda-late"> {t.late}</strong>}
              </>
            ) : (
              <strong>{t.none}</strong>
            ),
        },
      ]}
    />
  )
}
