import type { Answers, Question } from '../../shared/protocol.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { FieldError } from '../ui/field.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { BodyMap } from './body-map.tsx'
import { PicturesSection } from './pictures-section.tsx'
import { faultOf, type ReferState } from './refer-state.ts'
import { emptyLesion } from './refer-values.ts'
import { SignGroup } from './sign-group.tsx'
import { worded } from './wording.ts'

const MOST_ITEMS = 3
/** More choices than this stand in a list rather than side by side. */
const MOST_SEGMENTS = 8

/** The lesions (or complaints) referred, one to three, each with its questions. */
export function LesionsSection({ state }: { state: ReferState }) {
  const t = useText(fr, en)
  const { lesions } = state.form.value
  const name = worded(state.protocol.itemName)
  return (
    <>
      {lesions.map((lesion, at) => (
        <section key={lesion.key} class="card referral-section" aria-labelledby={`referral-lesion-${at}`}>
          <div class="row-spread">
            <h2 id={`referral-lesion-${at}`}>{t.item(name, at + 1)}</h2>
            {lesions.length > 1 && (
              <Button
                size="s"
                variant="quiet"
                icon="cross"
                onClick={() => state.update({ lesions: lesions.filter((_, index) => index !== at) })}
              >
                {t.removeItem(name, at + 1)}
              </Button>
            )}
          </div>
          <Item state={state} at={at} answers={lesion.answers} />
          <PicturesSection state={state} lesionKey={lesion.key} title={t.picturesOf(t.item(name, at + 1))} />
        </section>
      ))}
      {lesions.length < MOST_ITEMS && (
        <div>
          <Button icon="plus" onClick={() => state.update({ lesions: [...lesions, emptyLesion()] })}>
            {t.addItem(name)}
          </Button>
        </div>
      )}
    </>
  )
}

function Item({ state, at, answers }: { state: ReferState; at: number; answers: Answers }) {
  const t = useText(fr, en)
  const { protocol } = state
  const words = { missing: t.missing, mustAssess: t.mustAssess }
  const fault = (id: string) => faultOf(state, `lesions.${at}.answers.${id}`, words)
  const answer = (change: Answers) => state.updateLesion(at, change)
  const asked = protocol.questions.filter((question) => question.scope === 'lesion')
  const isIncoherent = state.assessment.value?.incoherent.includes(at)
  return (
    <>
      {asked
        .filter((question) => question.kind !== 'sign')
        .map((question) => (
          <PlainQuestion
            key={question.id}
            question={question}
            isOnMap={protocol.bodyMap === question.id}
            answers={answers}
            fault={fault(question.id)}
            onAnswer={answer}
          />
        ))}
      {protocol.groups.map((group) => {
        const signs = asked.filter((question) => question.kind === 'sign' && question.group === group.id)
        if (signs.length === 0) return null
        return (
          <SignGroup
            key={group.id}
            title={worded(group.label)}
            questions={signs}
            answers={answers}
            onAnswer={answer}
            faultOfQuestion={fault}
          />
        )
      })}
      {isIncoherent && protocol.incoherence && (
        <div role="alert">
          <FieldError id={`referral-incoherent-${at}`}>{worded(protocol.incoherence.message)}</FieldError>
        </div>
      )}
    </>
  )
}

function PlainQuestion({
  question,
  isOnMap,
  answers,
  fault,
  onAnswer,
}: {
  question: Question
  isOnMap: boolean
  answers: Answers
  fault: string | undefined
  onAnswer: (change: Answers) => void
}) {
  const t = useText(fr, en)
  const label = worded(question.label)
  const value = String(answers[question.id] ?? '')
  if (question.kind === 'measure') {
    const isOut = value !== '' && !(Number(value) > 0 && Number(value) <= question.maximum)
    return (
      <div class="referral-measure">
        <TextInput
          type="number"
          inputMode="decimal"
          min={0.1}
          max={question.maximum}
          step="any"
          label={label}
          hint={t.measureHint}
          error={isOut ? t.measureRange(question.maximum, question.unit) : fault}
          value={value}
          onInput={(typed) => onAnswer({ [question.id]: typed === '' ? undefined : Number(typed) } as Answers)}
        />
      </div>
    )
  }
  if (question.kind !== 'choice') return null
  const options = question.options.map((option) => ({ value: option.id, label: worded(option.label) }))
  const choose = (id: string) => onAnswer({ [question.id]: id })
  if (isOnMap || options.length > MOST_SEGMENTS) {
    return (
      <div class={isOnMap ? 'referral-site' : ''}>
        {isOnMap && <BodyMap sites={options.map((option) => option.value)} value={value} onChoose={choose} />}
        <Select label={label} error={fault} empty={t.chooseSite} options={options} value={value} onChange={choose} />
      </div>
    )
  }
  return (
    <div class={options.length > 3 ? 'referral-options' : ''}>
      <RadioGroup
        label={label}
        error={fault}
        look={options.length > 3 ? 'options' : 'segments'}
        choices={options}
        value={value === '' ? null : value}
        onChange={choose}
      />
    </div>
  )
}
