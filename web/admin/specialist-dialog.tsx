import { useEffect, useState } from 'preact/hooks'
import type { PersonLine } from '../../shared/administration.ts'
import type { PracticeStatus, SpecialistFile, SpecialistProfile } from '../../shared/specialist.ts'
import { api, call } from '../api.ts'
import { searchCommunes } from '../commune-search.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/specialists.en.ts'
import { fr } from '../i18n/specialists.fr.ts'
import { en as specialtiesEn } from '../i18n/specialties.en.ts'
import { fr as specialtiesFr } from '../i18n/specialties.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { AuthorisationLines, hasFault, type TypedAuthorisation } from './authorisation-lines.tsx'

/** The profile without which a specialist's account can choose no day. */
export function SpecialistDialog({ person, onClose }: { person: PersonLine; onClose: () => void }) {
  const t = useText(fr, en)
  const param = { personId: person.personId }
  const file = useLoad(() => call(api.api.specialists[':personId'].$get({ param })), [person.personId])
  const [draft, setDraft] = useState<SpecialistProfile | null>(null)
  const common = useText(commonFr, commonEn)
  const [wasTried, setTried] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const loaded = file.status === 'loaded' ? (file.value as SpecialistFile) : null
  useEffect(() => {
    if (loaded && !draft) setDraft(loaded.profile ?? startingProfile(loaded))
  }, [loaded, draft])
  const isWrong = draft !== null && (hasFault(draft.authorisations) || !isCount(draft.maxDaysPerMonth))
  const save = async () => {
    setTried(true)
    if (!draft || isWrong) return
    setBusy(true)
    const answer = await call(api.api.specialists[':personId'].$put({ param, json: draft }))
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    showToast({ text: t.saved(person.name) })
    onClose()
  }
  return (
    <Dialog
      title={t.title(person.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="primary" busy={isBusy} disabled={!draft} onClick={() => void save()}>
            {common.save}
          </Button>
        </>
      }
    >
      <Loaded load={file} lines={6}>
        {({ profile, baseName, specialties }) =>
          draft && (
            <div class="stack">
              {problem && <Notice tone="error">{problem}</Notice>}
              {profile === null && <Notice>{t.empty}</Notice>}
              <Practice
                draft={draft}
                baseName={baseName ?? ''}
                specialties={specialties}
                isWrong={wasTried && !isCount(draft.maxDaysPerMonth)}
                set={(change) => setDraft({ ...draft, ...change })}
              />
              <AuthorisationLines
                lines={draft.authorisations}
                wasTried={wasTried}
                onChange={(authorisations: TypedAuthorisation[]) => setDraft({ ...draft, authorisations })}
              />
            </div>
          )
        }
      </Loaded>
    </Dialog>
  )
}

function startingProfile({ specialties }: SpecialistFile): SpecialistProfile {
  return {
    specialty: specialties[0] ?? '',
    status: 'hospital',
    baseInsee: null,
    maxDaysPerMonth: 2,
    authorisations: [],
  }
}

const isCount = (days: number) => Number.isInteger(days) && days >= 1 && days <= 31

function Practice({
  draft,
  baseName,
  specialties,
  isWrong,
  set,
}: {
  draft: SpecialistProfile
  baseName: string
  specialties: readonly string[]
  isWrong: boolean
  set: (change: Partial<SpecialistProfile>) => void
}) {
  const t = useText(fr, en)
  const names = useText(specialtiesFr, specialtiesEn)
  const statuses = Object.keys(t.statuses) as PracticeStatus[]
  return (
    <>
      <Select
        label={t.specialty}
        value={draft.specialty}
        options={specialties.map((value) => ({ value, label: names[value] ?? value }))}
        onChange={(specialty) => set({ specialty })}
      />
      <Select
        label={t.status}
        value={draft.status}
        options={statuses.map((value) => ({ value, label: t.statuses[value] }))}
        onChange={(status) => set({ status })}
      />
      <Combobox
        label={t.base}
        hint={t.baseHint}
        initialText={baseName}
        search={searchCommunes}
        onChoose={(commune) => set({ baseInsee: commune?.insee ?? null })}
      />
      <TextInput
        label={t.days}
        type="number"
        min={1}
        max={31}
        value={Number.isNaN(draft.maxDaysPerMonth) ? '' : String(draft.maxDaysPerMonth)}
        onInput={(days) => set({ maxDaysPerMonth: days === '' ? Number.NaN : Number(days) })}
        error={isWrong ? t.daysFault : undefined}
      />
    </>
  )
}
