import { useState } from 'preact/hooks'
import type { AgendaSlot, WalkInCandidate } from '../../shared/appointment.ts'
import { api, call } from '../api.ts'
import { today } from '../clock.ts'
import { formatDateTime, formatMinutes } from '../format.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'

/** Who could fill a free place at short notice, the nearest first: call, then note who takes it. */
export function WalkInDialog({
  slot,
  onClose,
  onChanged,
}: {
  slot: AgendaSlot
  onClose: () => void
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en).walkInDialog
  const { done } = useText(fr, en)
  const param = { slotId: slot.slotId }
  const waiting = useLoad(() => call(api.api.agenda.slots[':slotId'].waiting.$get({ param })), [slot.slotId])
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<string>()
  const take = async (candidate: WalkInCandidate, isHere: boolean) => {
    setBusy(candidate.referralId)
    const json = { referralId: candidate.referralId, isHere }
    const answer = await call(api.api.agenda.slots[':slotId']['walk-in'].$post({ param, json }))
    setBusy(null)
    if (!answer.ok) return setError(answer.problem.message)
    onClose()
    await onChanged()
    showToast({ text: done.walkIn(candidate.patientName) })
  }
  return (
    <Dialog title={t.title(formatDateTime(slot.date, slot.start))} onClose={onClose} wide>
      <p class="soft">{t.intro}</p>
      {error && <Notice tone="error">{error}</Notice>}
      <Loaded load={waiting} lines={5}>
        {({ candidates }) =>
          candidates.length === 0 ? (
            <Notice>{t.none}</Notice>
          ) : (
            <ul class="agenda-candidates">
              {candidates.map((candidate) => (
                <Candidate
                  key={candidate.referralId}
                  candidate={candidate}
                  busy={busy === candidate.referralId}
                  isToday={slot.date === today.value}
                  onTake={(isHere) => void take(candidate, isHere)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Dialog>
  )
}

function Candidate({
  candidate,
  busy,
  isToday,
  onTake,
}: {
  candidate: WalkInCandidate
  busy: boolean
  isToday: boolean
  onTake: (isHere: boolean) => void
}) {
  const { walkInDialog: t, noPhone } = useText(fr, en)
  const { patientName, phone, priorityClass, driveMinutes, rank } = candidate
  return (
    <li class="agenda-candidate">
      <div>
        <p class="agenda-name">
          <strong>{patientName}</strong>
          <PriorityBadge priorityClass={priorityClass} />
        </p>
        <p class="agenda-facts small">
          {phone ? (
            <a class="figures" href={`tel:${phone.replaceAll(' ', '')}`}>
              {phone}
            </a>
          ) : (
            <span>{noPhone}</span>
          )}
          <span class="soft">{t.drive(formatMinutes(driveMinutes))}</span>
          <span class="soft">{t.rank(rank)}</span>
        </p>
      </div>
      <div class="agenda-actions">
        <Button size="s" busy={busy} aria-label={`${patientName} : ${t.comes}`} onClick={() => onTake(false)}>
          {t.comes}
        </Button>
        {isToday && (
          <Button size="s" busy={busy} aria-label={`${patientName} : ${t.isHere}`} onClick={() => onTake(true)}>
            {t.isHere}
          </Button>
        )}
      </div>
    </li>
  )
}
