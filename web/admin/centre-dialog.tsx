import { useCallback, useState } from 'preact/hooks'
import type { StopInClosedTime } from '../../shared/administration.ts'
import type { LngLat } from '../../shared/geo.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import type { Problem } from '../../shared/problem.ts'
import { api, call } from '../api.ts'
import { formatDays } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { CentreFactsFields } from './centre-facts.tsx'
import { ClosedWeeks } from './closed-weeks.tsx'
import { readTypedWeek, typedWeek } from './opening-hours.ts'
import { PositionMap } from './position-map.tsx'
import { readPosition, readTypedCentre, textOfPosition, typedCentre } from './typed-centre.ts'
import { WeekEditor } from './week-editor.tsx'

/** Edits one centre. After saving it stays open only when stops to come now stand in closed time, to say which. */
export function CentreDialog({
  centre,
  onClose,
  onSaved,
}: {
  centre: HostCentre
  onClose: () => void
  onSaved: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [week, setWeek] = useState(() => typedWeek(centre.openingHours))
  const [closedWeeks, setClosedWeeks] = useState(centre.closedWeeks)
  const [active, setActive] = useState(centre.active)
  const [isSaving, setSaving] = useState(false)
  const [typed, setTyped] = useState(() => typedCentre(centre))
  const kept = textOfPosition(centre.lngLat)
  const [position, setPosition] = useState(kept)
  const lngLat = readPosition(position)
  const placeAt = useCallback((moved: LngLat) => setPosition(textOfPosition(moved)), [])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [conflicts, setConflicts] = useState<readonly StopInClosedTime[]>([])
  const openingHours = readTypedWeek(week)
  const facts = readTypedCentre(typed)

  const save = async () => {
    if (!openingHours || !facts || !lngLat) return
    setSaving(true)
    setProblem(null)
    const hasNewHours = JSON.stringify(openingHours) !== JSON.stringify(centre.openingHours)
    const json = {
      facts,
      closedWeeks,
      active,
      ...(hasNewHours && { openingHours }),
      ...(position !== kept && { lngLat }),
    }
    const param = { centreId: centre.hostCentreId }
    const answer = await call(api.api.admin.centres[':centreId'].$patch({ param, json }))
    setSaving(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.centres.saved(facts.name) })
    onSaved()
    if (answer.value.inClosedTime.length === 0) onClose()
    else setConflicts(answer.value.inClosedTime)
  }
  return (
    <Dialog
      wide
      title={t.centres.editOf(centre.name)}
      onClose={onClose}
      notice={
        problem ? (
          <Notice tone="error">{problem.message}</Notice>
        ) : (
          conflicts.length > 0 && <Conflicts stops={conflicts} />
        )
      }
      actions={
        <>
          <Button onClick={onClose}>{conflicts.length > 0 ? common.close : common.cancel}</Button>
          <Button
            variant="primary"
            busy={isSaving}
            disabled={!openingHours || !facts || !lngLat}
            onClick={() => void save()}
          >
            {common.save}
          </Button>
        </>
      }
    >
      <Checkbox label={t.centres.activeLabel} checked={active} onChange={setActive} />
      <CentreFactsFields typed={typed} onChange={setTyped} isTried problem={problem} />
      <TextInput
        label={t.centres.position}
        hint={t.centres.positionHint}
        maxLength={40}
        value={position}
        error={lngLat ? (problem?.field === 'lngLat' ? problem.message : undefined) : t.centres.positionWrong}
        onInput={setPosition}
      />
      <PositionMap name={centre.name} lngLat={lngLat ?? centre.lngLat} onMove={placeAt} />
      <WeekEditor week={week} onChange={setWeek} />
      <ClosedWeeks mondays={closedWeeks} onChange={setClosedWeeks} />
    </Dialog>
  )
}

function Conflicts({ stops }: { stops: readonly StopInClosedTime[] }) {
  const t = useText(fr, en)
  return (
    <Notice tone="warning" live title={t.centres.conflict(stops.length)}>
      <ul>
        {stops.map((stop) => (
          <li key={stop.stopId}>{formatDays(stop.firstDay, stop.lastDay)}</li>
        ))}
      </ul>
      {t.centres.conflictHelp}
    </Notice>
  )
}
