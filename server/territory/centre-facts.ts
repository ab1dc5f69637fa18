import type { CentreFacts } from '../../shared/administration.ts'
import type { InseeCode } from '../../shared/geo.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'

/**
 * Accepts what is written of the centre `hostCentreId` of a commune, or refuses `centre_name_taken` (another centre of
 * this commune bears that name, accents and case aside) or `days_reversed`.
 */
export function checkFacts(
  facts: Pick<CentreFacts, 'name' | 'minDays' | 'maxDays'>,
  about: { hostCentreId: HostCentreId; communeInsee: InseeCode; others: readonly HostCentre[] },
): Refusal | null {
  const isTaken = about.others.some(
    (other) =>
      other.hostCentreId !== about.hostCentreId &&
      other.communeInsee === about.communeInsee &&
      COLLATOR.compare(other.name, facts.name) === 0,
  )
  if (isTaken) return refuse('centre_name_taken', { field: 'facts.name' })
  return facts.minDays > facts.maxDays ? refuse('days_reversed', { field: 'facts.maxDays' }) : null
}

const COLLATOR = new Intl.Collator('fr', { sensitivity: 'base', ignorePunctuation: true })
