import type { Answers, Question } from '../../shared/protocol.ts'
import type { ReferralRecord } from '../../shared/referral.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { LesionPictures } from '../lesion-pictures.tsx'
import { worded } from './wording.ts'

type Read = Pick<
  ReferralRecord,
  'referralId' | 'clinical' | 'protocol' | 'score' | 'mode' | 'proposedClass' | 'proposedCode' | 'specialty'
>

/** What the GP saw: each lesion, the background, the word for the specialist, and where the priority came from. */
export function ClinicalFacts({ record }: { record: Read }) {
  const t = useText(fr, en)
  const { clinical, protocol } = record
  const proposed = protocol.classes.find((one) => one.id === record.proposedClass)
  return (
    <section class="card referral-section" aria-labelledby="referral-clinical">
      <h2 id="referral-clinical">{t.clinicalPart}</h2>
      {clinical.lesions.map((lesion, at) => (
        <div key={at}>
          <h3>{t.item(worded(protocol.itemName), at + 1)}</h3>
          <AnswerList answers={lesion.answers} questions={protocol.questions} scope="lesion" />
        </div>
      ))}
      <LesionPictures referralId={record.referralId} protocol={protocol} />
      <div>
        <h3>{t.background}</h3>
        <AnswerList answers={clinical.background} questions={protocol.questions} scope="patient" />
      </div>
      {protocol.queue.score !== null && <p>{t.score(record.score)}</p>}
      {clinical.note && <p class="referral-note">{clinical.note}</p>}
      <p class="small soft">
        {proposed && record.proposedCode
          ? t.proposedBy(worded(proposed.label), record.proposedCode, protocol.version)
          : t.declaredBy(protocol.version)}
      </p>
    </section>
  )
}

/** Answers in words: facts first, then the signs present and those not assessed; what is absent is left out. */
export function AnswerList({
  answers,
  questions,
  scope,
}: {
  answers: Answers
  questions: readonly Question[]
  scope: Question['scope']
}) {
  const t = useText(fr, en)
  const asked = questions.filter((question) => question.scope === scope && answers[question.id] !== undefined)
  const signs = (state: string) =>
    asked
      .filter((question) => question.kind === 'sign' && answers[question.id] === state)
      .map((question) => worded(question.label))
  const present = signs('yes')
  const unknown = signs('not_assessed')
  return (
    <dl class="referral-facts">
      {asked.flatMap((question) => {
        const said = wordOf(question, answers[question.id])
        return said ? (
          <div key={question.id}>
            <dt>{worded(question.label)}</dt>
            <dd>{said}</dd>
          </div>
        ) : (
          []
        )
      })}
      <div>
        <dt>{t.presentSigns}</dt>
        <dd>{present.length > 0 ? present.join(' ; ') : t.noneSign}</dd>
      </div>
      {unknown.length > 0 && (
        <div>
          <dt>{t.notAssessed}</dt>
          <dd>{unknown.join(' ; ')}</dd>
        </div>
      )}
    </dl>
  )
}

function wordOf(question: Question, answer: string | number | undefined): string | undefined {
  if (question.kind === 'measure') return `${answer}\u00a0${question.unit}`
  if (question.kind !== 'choice') return undefined
  const option = question.options.find((one) => one.id === answer)
  return option && worded(option.label)
}
