import type { PersonLine } from '../../shared/administration.ts'
import { formatInstant, PARIS } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { useText } from '../i18n/text.ts'
import { Badge } from '../ui/badge.tsx'

/** Whether an account is open, and how its person signs in. */
export function AccountState({ person }: { person: PersonLine }) {
  const t = useText(fr, en)
  const { active, signInName, waysIn, invitedUntil, hasRpps } = person
  const isInvited = invitedUntil !== null && Date.parse(invitedUntil) > Date.now()
  const facts = [
    waysIn > 0 ? t.access.ways(waysIn) : hasRpps || invitedUntil !== null ? '' : t.access.noWay,
    hasRpps ? t.access.psc : '',
    invitedUntil === null
      ? ''
      : isInvited
        ? t.access.invited(formatInstant(invitedUntil, PARIS))
        : t.access.invitationOver,
  ].filter(Boolean)
  return (
    <div class="stack-tight">
      <span>
        <Badge tone={active ? 'success' : 'neutral'}>{active ? t.people.open : t.people.closed}</Badge>
      </span>
      {signInName !== null && (
        <span class="soft small">
          {signInName} – {facts.join(', ')}
        </span>
      )}
    </div>
  )
}
