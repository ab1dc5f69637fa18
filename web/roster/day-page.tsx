import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso/router'
import type { StopId } from '../../shared/ids.ts'
import type { DayVisit, SpecialistDay } from '../../shared/roster.ts'
import type { LocalDate } from '../../shared/time.ts'
import { api, call } from '../api.ts'
import { today } from '../clock.ts'
import { formatDate } from '../format.ts'
import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { hoursOf } from './day-facts.tsx'
import { OutcomeDialog } from './outcome-dialog.tsx'
import { ReferralDialog } from './referral-dialog.tsx'
import { VisitLine } from './visit-line.tsx'
import './roster.css'

/** The list of one day: each patient, the referral to read, the outcome to record. */
export function DayPage() {
  const t = useText(fr, en)
  const { params } = useRoute()
  const param = { stopId: params.stopId as StopId, date: params.date as LocalDate }
  const day = useLoad(
    () => call(api.api.referrals.days[':stopId'][':date'].$get({ param })),
    [param.stopId, param.date],
  )
  const known = valueIn(day)
  return (
    <Page
      title={known ? t.dayTitle(known.stop.centreName) : t.title}
      intro={known && `${formatDate(known.date, { year: true })}, ${hoursOf(known.stop, known.date)}`}
      actions={
        <>
          <LinkButton href="/mes-journees" icon="left" variant="quiet">
            {t.backToDays}
          </LinkButton>
          <PrintButton />
        </>
      }
    >
      <Loaded load={day} lines={8}>
        {(value) => <DayList day={value} onChanged={day.reload} />}
      </Loaded>
    </Page>
  )
}

function DayList({ day, onChanged }: { day: SpecialistDay; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const [recording, setRecording] = useState<DayVisit | null>(null)
  const [reading, setReading] = useState<DayVisit | null>(null)
  if (day.visits.length === 0) {
    return (
      <EmptyState icon="calendar" title={t.noPatient}>
        {t.noPatientHelp}
      </EmptyState>
    )
  }
  const isDue = today.value !== null && day.date <= today.value
  const next = day.visits.find(({ visit }) => visit === null)
  const done = day.visits.filter(({ visit }) => visit !== null).length
  return (
    <div class="stack">
      <p class="soft">
        {t.patients(day.visits.length)} · {t.progress(done, day.visits.length)}
      </p>
      {!isDue && <Notice>{t.notYet}</Notice>}
      <ol class="roster-list">
        {day.visits.map((line) => (
          <VisitLine
            key={line.appointmentId}
            line={line}
            specialty={day.stop.specialty}
            rooms={day.stop.rooms}
            canRecord={isDue}
            isNext={line === next}
            onRecord={() => setRecording(line)}
            onRead={() => setReading(line)}
          />
        ))}
      </ol>
      {reading && (
        <ReferralDialog
          line={reading}
          canAdvise={reading.visit === null && ['booked', 'confirmed'].includes(reading.state)}
          onClose={() => setReading(null)}
          onAdvised={() => {
            setReading(null)
            void onChanged()
          }}
        />
      )}
      {recording && (
        <OutcomeDialog
          line={recording}
          specialty={day.stop.specialty}
          onClose={() => setRecording(null)}
          onSaved={() => void onChanged()}
        />
      )}
    </div>
  )
}
