import { z } from 'zod'
import { PersonId } from '../../shared/ids.ts'
import { Instant } from '../../shared/time.ts'
import type { Vault } from './vault.ts'

/** How long a challenge waits for its answer. */
export const CEREMONY_MINUTES = 10

/** What a browser keeps, sealed, between a question and its answer; each is answered once. */
const Ceremony = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passkey'), challenge: z.string() }),
  z.object({ kind: z.literal('new_passkey'), challenge: z.string(), personId: z.string() }),
  z.object({ kind: z.literal('new_password'), secret: z.string(), personId: z.string() }),
  z.object({
    kind: z.literal('psc'),
    state: z.string(),
    nonce: z.string(),
    verifier: z.string(),
    /** The session to replace, when somebody already signed in proves who they are again. */
    session: z.object({ sessionId: z.string(), personId: PersonId }).nullable(),
  }),
])
type Ceremony = z.infer<typeof Ceremony>
export type CeremonyKind = Ceremony['kind']
export type CeremonyOf<Kind extends CeremonyKind> = Extract<Ceremony, { kind: Kind }> & {
  id: string
  expiresAt: Instant
}

const Envelope = z.object({ id: z.string(), expiresAt: Instant, ceremony: Ceremony })

/** The sealed text of a ceremony for its cookie. */
export function sealCeremony(vault: Vault, id: string, expiresAt: Instant, ceremony: Ceremony): string {
  return vault.seal(JSON.stringify({ id, expiresAt, ceremony }))
}

/** The ceremony a cookie holds, or null: none, of another kind, altered, or too old. Whether it is spent is not known here. */
export function openCeremony<Kind extends CeremonyKind>(
  vault: Vault,
  sealed: string | undefined,
  kind: Kind,
  now: Instant,
): CeremonyOf<Kind> | null {
  const envelope = Envelope.safeParse(sealed === undefined ? null : opened(vault, sealed))
  if (!envelope.success) return null
  const { id, expiresAt, ceremony } = envelope.data
  if (expiresAt <= now || ceremony.kind !== kind) return null
  return { ...ceremony, id, expiresAt } as CeremonyOf<Kind>
}

function opened(vault: Vault, sealed: string): unknown {
  try {
    return JSON.parse(vault.open(sealed))
  } catch {
    return null
  }
}
