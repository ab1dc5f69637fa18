import type { Answers, Protocol, Question } from '../../shared/protocol.ts'
import type { ReferralRecord } from '../../shared/referral.ts'
import type { DayVisit } from '../../shared/roster.ts'
import { api, call } from '../api.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/roster.en.ts'
import { fr } from '../i18n/roster.fr.ts'
import { useText } from '../i18n/text.ts'
import { LesionPictures } from '../lesion-pictures.tsx'
import { useLoad } from '../load.ts'
import { PriorityBadge } from '../priority-badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { AdviceForm } from './advice-form.tsx'
import { summariseAnswers } from './answers.ts'
import { worded } from './protocol.ts'

/** The referral as its GP wrote it: lesions, background, letter. */
export function ReferralDialog({
  line,
  canAdvise,
  onClose,
  onAdvised,
}: {
  line: DayVisit
  canAdvise: boolean
  onClose: () => void
  onAdvised: () => void
}) {
  const common = useText(commonFr, commonEn)
  const referral = useLoad(
    () => call(api.api.referrals[':referralId'].$get({ param: { referralId: line.referralId } })),
    [line.referralId],
  )
  return (
    <Dialog wide title={line.patientName} onClose={onClose} actions={<Button onClick={onClose}>{common.close}</Button>}>
      <Loaded load={referral} lines={8}>
        {(record) => (
          <>
            <Referral record={record} />
            {canAdvise && (line.advice === null || line.advice.decision !== null) && (
              <AdviceForm line={line} onGiven={onAdvised} />
            )}
          </>
        )}
      </Loaded>
    </Dialog>
  )
}

type Read = Pick<
  ReferralRecord,
  'referralId' | 'clinical' | 'priorityClass' | 'callToday' | 'author' | 'centreName'
> & {
  readonly protocol: Pick<Protocol, 'questions' | 'itemName' | 'pictures' | 'classes'>
}

function Referral({ record }: { record: Read }) {
  const t = useText(fr, en)
  const { clinical, protocol } = record
  const asked = (scope: Question['scope']) => protocol.questions.filter((question) => question.scope === scope)
  return (
    <>
      <div class="row">
        <PriorityBadge priorityClass={record.callToday ? 'R' : record.priorityClass} protocol={protocol} full />
        <p class="soft">{t.referredBy(record.author, record.centreName)}</p>
      </div>
      {clinical.lesions.map(({ answers }, at) => (
        <AnswersSection key={at} title={t.lesion(at + 1)} answers={answers} questions={asked('lesion')} />
      ))}
      <LesionPictures referralId={record.referralId} protocol={protocol} />
      <AnswersSection title={t.background} answers={clinical.background} questions={asked('patient')} />
      <section class="stack-tight">
        <h3>{t.letter}</h3>
        <p class="roster-letter">{clinical.note || t.noLetter}</p>
      </section>
    </>
  )
}

function AnswersSection({
  title,
  answers,
  questions,
}: {
  title: string
  answers: Answers
  questions: readonly Question[]
}) {
  const t = useText(fr, en)
  const summary = summariseAnswers(answers, questions)
  return (
    <section class="stack-tight">
      <h3>{title}</h3>
      <dl class="roster-answers">
        {summary.facts.map(({ label, value }) => (
          <div key={label.fr}>
            <dt>{worded(label)}</dt>
            <dd>{worded(value)}</dd>
          </div>
        ))}
        <div>
          <dt>{t.yesSigns}</dt>
          <dd>{summary.present.length > 0 ? summary.present.map(worded).join(' ; ') : t.noneSign}</dd>
        </div>
        {summary.notAssessed.length > 0 && (
          <div>
            <dt>{t.notAssessedSigns}</dt>
            <dd>{summary.notAssessed.map(worded).join(' ; ')}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}
