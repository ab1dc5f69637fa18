import { useEffect, useRef, useState } from 'preact/hooks'
import type { AlternativeKind, SafetyAnswer } from '../../shared/referral.ts'
import { formatDate } from '../format.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { RedFlags } from './red-flags.tsx'
import type { ReferState } from './refer-state.ts'
import { SafetyPanel } from './safety-panel.tsx'
import { ContactsElsewhere, isElsewhere } from './territory-contacts.tsx'
import { patientNameOf } from './wording.ts'

/** What the GP is told before the patient leaves: in time or not, and what to do if not. */
export function SentPanel({ state, onAnother }: { state: ReferState; onAnother: () => void }) {
  const t = useText(fr, en)
  const sent = state.sent.value!
  const [now, setNow] = useState<{ revision: number; safety: SafetyAnswer }>(sent)
  const [chosen, setChosen] = useState<AlternativeKind | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    title.current?.focus()
    window.scrollTo(0, 0)
  }, [])
  const { patient } = state.form.value
  return (
    <section class="card referral-section referral-sent">
      <h2 ref={title} tabIndex={-1}>
        {t.sentTitle}
      </h2>
      <p class="row">
        <strong>{patientNameOf(patient)}</strong>
        <PriorityBadge priorityClass={sent.callToday ? 'R' : sent.priorityClass} protocol={state.protocol} full />
        <span class="soft">{sent.deadline ? t.deadline(formatDate(sent.deadline)) : t.noDeadline}</span>
      </p>
      {sent.callToday && <RedFlags protocol={state.protocol} centreId={state.centreId} />}
      {chosen ? (
        <>
          <Notice tone="success" live title={t.chosen(t.alternativeDone[chosen])} />
          {isElsewhere(chosen) && <ContactsElsewhere about={state} />}
        </>
      ) : (
        <SafetyPanel
          referral={{ ...sent, revision: now.revision, centreId: state.centreId, specialty: state.specialty }}
          safety={now.safety}
          onChosen={(next) => {
            setNow(next)
            setChosen(next.kind)
          }}
        />
      )}
      <div class="row">
        <LinkButton href={`/adressages/${sent.referralId}`}>{t.seeReferral}</LinkButton>
        <LinkButton href="/file">{t.seeQueue}</LinkButton>
        <Button variant="primary" icon="plus" onClick={onAnother}>
          {t.referAnother}
        </Button>
      </div>
    </section>
  )
}
