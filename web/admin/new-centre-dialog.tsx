import { useState } from 'preact/hooks'
import { namedDepartment } from '../../shared/department-names.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Commune } from '../../shared/territory.ts'
import type { LocalDate } from '../../shared/time.ts'
import { api, call } from '../api.ts'
import { searchCommunes } from '../commune-search.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'
import { CentreFactsFields } from './centre-facts.tsx'
import { ClosedWeeks } from './closed-weeks.tsx'
import { readTypedWeek, type TypedWeek } from './opening-hours.ts'
import { readTypedCentre, typedCentre } from './typed-centre.ts'
import { WeekEditor } from './week-editor.tsx'

const SHOWN_IN_PLACE = new Set(['communeInsee', 'facts.name', 'facts.phone', 'facts.maxDays'])
const EMPTY_WEEK: TypedWeek = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }

/** Opens a host centre: where it stands comes from its commune, and an approximate position is said before saving. */
export function NewCentreDialog({ onClose, onSaved }: { onClose: () => void; onSaved: () => void }) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [commune, setCommune] = useState<Commune | null>(null)
  const [typed, setTyped] = useState(() => typedCentre(null))
  const [week, setWeek] = useState(EMPTY_WEEK)
  const [isConfirmed, setConfirmed] = useState(false)
  const [closedWeeks, setClosedWeeks] = useState<LocalDate[]>([])
  const [isTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const facts = readTypedCentre(typed)
  const openingHours = readTypedWeek(week)
  const isSaid = SHOWN_IN_PLACE.has(problem?.field ?? '')
  const isIncomplete = isTried && !(facts && openingHours && commune)

  const save = async () => {
    setTried(true)
    setProblem(null)
    if (!facts || !openingHours || !commune) return
    setSaving(true)
    const json = { communeInsee: commune.insee, facts, openingHours, openingHoursAssumed: !isConfirmed, closedWeeks }
    const answer = await call(api.api.admin.centres.$post({ json }))
    setSaving(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.centres.added(facts.name) })
    onSaved()
  }
  const missing = isTried && !commune ? t.centres.communeMissing : undefined
  return (
    <Dialog
      wide
      title={t.centres.addCentre}
      onClose={onClose}
      notice={
        problem && !isSaid ? (
          <Notice tone="error">{problem.message}</Notice>
        ) : (
          (isIncomplete || isSaid) && <Notice tone="error">{t.units.toCorrect}</Notice>
        )
      }
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="primary" busy={isSaving} onClick={() => void save()}>
            {t.centres.addCentre}
          </Button>
        </>
      }
    >
      <Combobox
        label={t.centres.commune}
        hint={t.centres.communeHint}
        error={problem?.field === 'communeInsee' ? problem.message : missing}
        search={searchCommunes}
        onChoose={setCommune}
      />
      {commune && <Placed commune={commune} />}
      <CentreFactsFields typed={typed} onChange={setTyped} isTried={isTried} problem={problem} />
      <WeekEditor week={week} onChange={setWeek} />
      <Checkbox
        label={t.centres.confirmed}
        hint={t.centres.confirmedHint}
        checked={isConfirmed}
        onChange={setConfirmed}
      />
      <ClosedWeeks mondays={closedWeeks} onChange={setClosedWeeks} />
    </Dialog>
  )
}

function Placed({ commune }: { commune: Commune }) {
  const t = useText(fr, en)
  const isPlaced = commune.positionQuality === 'official' || commune.positionQuality === 'located'
  return (
    <Notice tone={isPlaced ? 'info' : 'warning'} live>
      {t.centres.placedAt(commune.name, namedDepartment(commune.department))} {!isPlaced && t.centres.approximate}
    </Notice>
  )
}
