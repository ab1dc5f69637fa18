import type { UnderservedLayer } from '../../shared/need.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { loadUnderserved } from '../territory/load-underserved.ts'

/** Communes whose intercommunality the example takes: two stops of the pilot stand inside, one outside, so that both show. */
const INSIDE = ['47159', '23020', '23002', '24055']

/**
 * Loads an invented list of underserved areas in place of the one in use, said to be invented in its name and its source:
 * the real one is the society's to load. Refuses `not_found` outside the demonstration.
 */
export async function loadSampleAreas(ports: Ports, person: SignedInPerson): Promise<UnderservedLayer | Refusal> {
  if (!ports.config.demo) return refuse('not_found')
  const codes = INSIDE.flatMap((insee) => ports.territory.byInsee(insee)?.epci ?? [])
  return loadUnderserved(
    ports,
    {
      name: 'Zones d’exemple (inventées)',
      source: 'Liste inventée pour la démonstration : aucune politique publique ne la reconnaît',
      date: localDateOf(ports.clock.now(), PARIS),
      content: ['epci', ...new Set(codes)].join('\n'),
      acceptUnknown: false,
    },
    person,
  )
}
