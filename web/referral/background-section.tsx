import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { faultOf, type ReferState } from './refer-state.ts'
import { SignGroup } from './sign-group.tsx'
import { worded } from './wording.ts'

/** What is asked once for the patient: their state today, their background. */
export function BackgroundSection({ state }: { state: ReferState }) {
  const t = useText(fr, en)
  const { background } = state.form.value
  const words = { missing: t.missing, mustAssess: t.mustAssess }
  return (
    <>
      {state.protocol.groups.map((group) => {
        const questions = state.protocol.questions.filter(
          (question) => question.scope === 'patient' && question.group === group.id,
        )
        if (questions.length === 0) return null
        return (
          <div key={group.id} class="card referral-section">
            <SignGroup
              title={worded(group.label)}
              questions={questions}
              answers={background}
              onAnswer={(change) => state.update({ background: { ...background, ...change } })}
              faultOfQuestion={(id) => faultOf(state, `background.${id}`, words)}
            />
          </div>
        )
      })}
    </>
  )
}
