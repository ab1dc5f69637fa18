import type { CentreFacts } from '../../shared/administration.ts'
import { distanceMetres, type InseeCode, type LngLat } from '../../shared/geo.ts'
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

/**
 * [P] How far a centre may stand from its commune's position: communes are smaller, but some positions are the mean of
 * their neighbours'. Farther, a figure was mistyped or latitude and longitude were exchanged.
 */
const FARTHEST_METRES = 15_000

/** Accepts where a centre stands, or refuses `centre_far_from_commune` with the kilometres between. */
export function checkPosition(lngLat: LngLat, ofCommune: LngLat): Refusal | null {
  const metres = distanceMetres(lngLat, ofCommune)
  if (metres <= FARTHEST_METRES) return null
  const details = { kilometres: Math.round(metres / 1000), most: FARTHEST_METRES / 1000 }
  return refuse('centre_far_from_commune', { field: 'lngLat', details })
}

const COLLATOR = new Intl.Collator('fr', { sensitivity: 'base', ignorePunctuation: true })
