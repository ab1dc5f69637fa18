import { useState } from 'preact/hooks'
import type { AgendaSlot, FreeSlot } from '../../shared/appointment.ts'
import type { SlotId } from '../../shared/ids.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { api, call } from '../api.ts'
import { formatDate, formatDateTime, formatTime } from '../format.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { showToast } from '../ui/toast.tsx'
import { showProblem } from './desk.ts'

/** Chooses another free place for a patient: a day, then an hour; by keyboard or by touch. */
export function MoveDialog({
  slot,
  to,
  stop,
  onClose,
  onChanged,
}: {
  slot: AgendaSlot
  /** The place it was dropped on: chosen already if it suits, said not to if it does not. */
  to?: AgendaSlot | undefined
  stop: StopSummary
  onClose: () => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en).moveDialog
  const { done } = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const entry = slot.appointment!
  const { referralId, appointmentId } = entry
  const free = useLoad(
    () => call(api.api.appointments.free.$get({ query: { referralId, stopId: stop.stopId } })),
    [referralId],
  )
  const [picked, setChosen] = useState<FreeSlot | null>()
  const suiting = valueIn(free)?.slots
  const dropped = suiting?.find((one) => one.slotId === to?.slotId) ?? null
  const chosen = picked === undefined ? dropped : picked
  const unsuitable = to && suiting && !dropped && picked === undefined ? t.unsuitable(formatTime(to.start)) : undefined
  const [agreed, setAgreed] = useState(false)
  const [offersOld, setOffersOld] = useState(false)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  const move = (slotId: SlotId, revision: number, keepFree: boolean) =>
    call(
      api.api.appointments[':appointmentId'].move.$post({
        param: { appointmentId },
        json: { slotId, revision, agreed, keepFree },
      }),
    )
  const confirm = async () => {
    if (!chosen) return setError(t.choose)
    setBusy(true)
    const answer = await move(chosen.slotId, entry.revision, !offersOld)
    setBusy(false)
    if (!answer.ok) {
      setError(answer.problem.message)
      return free.reload()
    }
    onClose()
    await onChanged()
    const takeBack = async () => {
      const back = await move(answer.value.leftSlotId, answer.value.revision, true)
      if (!back.ok) showProblem(back.problem)
      await onChanged()
    }
    const text = done.moved(entry.patientName, formatDateTime(chosen.date, chosen.start))
    showToast({ text, ...(offersOld || slot.withdrawn || slot.overbooked ? {} : { undo: () => void takeBack() }) })
  }

  return (
    <Dialog
      title={t.title(entry.patientName)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="primary" busy={busy} onClick={() => void confirm()}>
            {t.confirm}
          </Button>
        </>
      }
    >
      <p>{t.now(formatDateTime(slot.date, slot.start))}</p>
      <Loaded load={free} lines={5}>
        {({ slots }) => (
          <FreeSlotChoice
            slots={slots}
            firstDay={slot.date}
            chosen={chosen}
            error={error ?? unsuitable}
            onChoose={(one) => {
              setChosen(one)
              setError(undefined)
            }}
          />
        )}
      </Loaded>
      <Checkbox label={t.agreed} hint={t.agreedHint} checked={agreed} onChange={setAgreed} />
      <Checkbox label={t.offerOld} checked={offersOld} onChange={setOffersOld} />
    </Dialog>
  )
}

function FreeSlotChoice({
  slots,
  firstDay,
  chosen,
  error,
  onChoose,
}: {
  slots: readonly FreeSlot[]
  firstDay: LocalDate
  chosen: FreeSlot | null
  error: string | undefined
  onChoose: (slot: FreeSlot | null) => void
}) {
  const t = useText(fr, en).moveDialog
  const { room, minutes } = useText(fr, en)
  const days = [...new Set(slots.map((slot) => slot.date))]
  const [day, setDay] = useState(days.includes(firstDay) ? firstDay : days[0])
  if (day === undefined) return <Notice tone="warning">{t.none}</Notice>
  const manyRooms = new Set(slots.map((slot) => slot.room)).size > 1
  const labelOf = (slot: FreeSlot) =>
    [formatTime(slot.start), slot.kind === 'procedure' && minutes(slot.end - slot.start), manyRooms && room(slot.room)]
      .filter(Boolean)
      .join(' · ')
  return (
    <>
      <RadioGroup
        label={t.day}
        choices={days.map((date) => ({ value: date, label: formatDate(date) }))}
        value={day}
        onChange={(date) => {
          setDay(date)
          onChoose(null)
        }}
      />
      <RadioGroup
        label={t.time}
        error={error}
        choices={slots
          .filter((slot) => slot.date === day)
          .map((slot) => ({ value: slot.slotId, label: labelOf(slot) }))}
        value={chosen?.slotId ?? null}
        onChange={(slotId) => onChoose(slots.find((slot) => slot.slotId === slotId) ?? null)}
      />
    </>
  )
}
