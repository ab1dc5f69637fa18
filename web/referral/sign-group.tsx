import type { Answers, Question, SignAnswer } from '../../shared/protocol.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { worded } from './wording.ts'

/** Signs under one heading, each yes, no or not assessed, and one tap that answers no to those left. */
export function SignGroup({
  title,
  questions,
  answers,
  onAnswer,
  faultOfQuestion,
}: {
  title: string
  questions: readonly Question[]
  answers: Answers
  onAnswer: (change: Answers) => void
  faultOfQuestion: (id: string) => string | undefined
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const left = questions.filter((question) => answers[question.id] === undefined)
  const isUntouched = left.length === questions.length
  return (
    <section class="referral-signs" aria-label={title}>
      <h3>{title}</h3>
      {questions.map((question) => (
        <div key={question.id} class="referral-sign" data-question={question.id}>
          <RadioGroup<SignAnswer>
            label={worded(question.label)}
            hint={question.hint && worded(question.hint)}
            error={faultOfQuestion(question.id)}
            choices={[
              { value: 'yes', label: common.yes },
              { value: 'no', label: common.no },
              { value: 'not_assessed', label: common.notAssessed },
            ]}
            value={(answers[question.id] as SignAnswer | undefined) ?? null}
            onChange={(answer) => onAnswer({ [question.id]: answer })}
          />
        </div>
      ))}
      {left.length > 0 && (
        <div class="row">
          <Button
            icon="check"
            aria-label={t.noToRestOf(title)}
            onClick={() => onAnswer(Object.fromEntries(left.map((question) => [question.id, 'no'])))}
          >
            {isUntouched ? t.noToAll : t.noToRest}
          </Button>
          <span class="soft small">{t.leftToAnswer(left.length)}</span>
        </div>
      )}
    </section>
  )
}
