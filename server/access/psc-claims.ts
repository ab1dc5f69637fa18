import { z } from 'zod'
import type { Activity } from '../../shared/sign-in.ts'
import { normalRpps } from './rpps.ts'

const RPPS_ORIGIN = 'RPPS'
const text = z.string().nullish()
const list = <T extends z.ZodType>(item: T) => z.array(item).nullish()

/**
 * What we read of Pro Santé Connect's user-info answer. `otherIds` lists identifiers with the directory each comes from;
 * `SubjectNameID` is the national identifier (an 8, then the RPPS number); `SubjectRefPro` lists where somebody practises.
 */
const UserInfo = z.object({
  SubjectNameID: text,
  otherIds: list(z.object({ identifiant: z.string(), origine: text })),
  SubjectRefPro: z
    .object({
      exercices: list(
        z.object({
          activities: list(
            z.object({ raisonSocialeSite: text, enseigneCommercialeSite: text, bureauCedex: text, codePostal: text }),
          ),
        }),
      ),
    })
    .nullish(),
})

/** The RPPS number and the activities a user-info answer names; `rpps` null when it names none, null when it cannot be read. */
export function readUserInfo(answer: unknown): { rpps: string | null; activities: Activity[] } | null {
  const parsed = UserInfo.safeParse(answer)
  if (!parsed.success) return null
  const { otherIds, SubjectNameID, SubjectRefPro } = parsed.data
  const named = (otherIds ?? []).filter(({ origine }) => origine?.toUpperCase() === RPPS_ORIGIN)
  const activities = (SubjectRefPro?.exercices ?? [])
    .flatMap((exercise) => exercise.activities ?? [])
    .map((activity) => ({
      place: activity.raisonSocialeSite?.trim() || activity.enseigneCommercialeSite?.trim() || '',
      city: activity.bureauCedex?.trim() || activity.codePostal?.trim() || '',
    }))
  const rpps = named.map(({ identifiant }) => normalRpps(identifiant)).find((one) => one !== null)
  return { rpps: rpps ?? rppsOfSubject(SubjectNameID ?? ''), activities }
}

/** Only an identifier of type 8 is an RPPS number; others (0 for ADELI, 3, 5…) name somebody in another directory. */
function rppsOfSubject(subject: string): string | null {
  return /^8\d{11}$/.test(subject) ? normalRpps(subject) : null
}
