import { useState } from 'preact/hooks'
import type { DemoPerson } from '../../shared/person.ts'
import { noBreakSpaces } from '../french-spaces.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/home.en.ts'
import { fr } from '../i18n/home.fr.ts'
import { language } from '../i18n/language.ts'
import { useText } from '../i18n/text.ts'
import { signInAs } from '../session.ts'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import './demo-people.css'

const ROLES = ['planner', 'gp', 'coordinator', 'specialist', 'administrator'] as const

/** The fictitious people one may be, by role; one click enters. */
export function DemoPeople({ people, onEntered }: { people: readonly DemoPerson[]; onEntered?: () => void }) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [entering, setEntering] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const enter = async (person: DemoPerson) => {
    setEntering(person.personId)
    const refused = await signInAs(person)
    setEntering(null)
    setProblem(refused?.message ?? null)
    if (!refused) onEntered?.()
  }
  return (
    <div class="stack">
      {problem && <Notice tone="error">{problem}</Notice>}
      {ROLES.map((role) => {
        const ofRole = people.filter((person) => person.role === role)
        if (ofRole.length === 0) return null
        return (
          <section key={role} class="demo-role" aria-labelledby={`demo-role-${role}`}>
            <div>
              <h2 id={`demo-role-${role}`} class="demo-role-title">
                {common.role[role]}
              </h2>
              <p class="soft small">{t.purpose[role]}</p>
            </div>
            <ul class="demo-people">
              {ofRole.map((person) => (
                <li key={person.personId}>
                  <button
                    type="button"
                    class="demo-person"
                    aria-busy={entering === person.personId}
                    onClick={() => void enter(person)}
                  >
                    <span class="demo-person-icon">
                      <Icon name="person" />
                    </span>
                    <span class="demo-person-words">
                      <span class="visually-hidden">{t.enter(person.name)}</span>
                      <strong aria-hidden="true">{person.name}</strong>
                      <span class="soft small">{noBreakSpaces(person.description[language.value])}</span>
                    </span>
                    <Icon name="arrow" />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
