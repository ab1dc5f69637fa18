import { z } from 'zod'
import { Activity } from '../../shared/sign-in.ts'
import type { Vault } from './vault.ts'

/** What a session of Pro Santé Connect keeps, sealed: what signing out there needs, and in which activity one acts. */
const Federation = z.object({
  idToken: z.string(),
  activities: z.array(Activity),
  chosen: z.int().nullable(),
})
export type Federation = z.infer<typeof Federation>

/** The sealed text of what the identity provider said. */
export function sealFederation(vault: Vault, federation: Federation): string {
  return vault.seal(JSON.stringify(federation))
}

/** What the identity provider said of a session. */
export function openFederation(vault: Vault, sealed: string): Federation {
  return Federation.parse(JSON.parse(vault.open(sealed)))
}

/** The activity a session acts in, or null: none was named, or none chosen yet. */
export function activityOf(vault: Vault, sealed: string | null): Activity | null {
  if (sealed === null) return null
  const { activities, chosen } = openFederation(vault, sealed)
  return (chosen === null ? undefined : activities[chosen]) ?? null
}
