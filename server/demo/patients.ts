import { distanceMetres } from '../../shared/geo.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import type { PatientInput } from '../../shared/referral.ts'
import type { Commune } from '../../shared/territory.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { Territory } from '../territory/communes.ts'
import { type DemoCase, demoCases } from './cases.ts'
import { eyeCases } from './eye-cases.ts'

/** Every invented clinical picture by name. */
export const knownCases = { ...demoCases, ...eyeCases } satisfies Record<string, DemoCase>
export type DemoCaseName = keyof typeof knownCases

/** Whom a centre has referred before the demo opens: the day each was sent, in order, with the picture invented for them. */
export type SentBefore = { insee: string; author: string; day: string; cases: readonly DemoCaseName[] }

/** To the dermatology unit. */
export const sentBefore: readonly SentBefore[] = [
  {
    insee: '47159',
    author: 'Prune',
    day: '2026-01-13',
    cases: ['roughPatch', 'backBead', 'crustOnScalp', 'unclearSpot'],
  },
  {
    insee: '47159',
    author: 'Prune',
    day: '2026-01-14',
    cases: ['flatPigmented', 'manyMoles', 'roughPatch', 'backBead'],
  },
  {
    insee: '47159',
    author: 'Prune',
    day: '2026-01-15',
    cases: ['changingMole', 'noseBead', 'roughPatch', 'unclearSpot'],
  },
  {
    insee: '47159',
    author: 'Prune',
    day: '2026-01-16',
    cases: ['uglyDuckling', 'backBead', 'crustOnScalp', 'roughPatch'],
  },
  { insee: '79176', author: 'Basile', day: '2026-01-12', cases: ['roughPatch', 'unclearSpot', 'backBead'] },
  { insee: '79176', author: 'Basile', day: '2026-01-14', cases: ['manyMoles', 'backBead', 'roughPatch'] },
  { insee: '79176', author: 'Basile', day: '2026-01-16', cases: ['noseBead', 'unclearSpot', 'flatPigmented'] },
  { insee: '23020', author: 'Anis', day: '2026-01-13', cases: ['backBead', 'roughPatch', 'manyMoles'] },
  { insee: '23020', author: 'Capucine', day: '2026-01-15', cases: ['unclearSpot', 'crustOnScalp', 'backBead'] },
  { insee: '23020', author: 'Capucine', day: '2026-01-16', cases: ['bleedingLip', 'roughPatch'] },
]

/** To the eye unit. */
export const sentToEyeUnit: readonly SentBefore[] = [
  { insee: '23002', author: 'Cerise', day: '2026-01-13', cases: ['steadyGlaucoma', 'oneEyeRetina', 'glasses'] },
  { insee: '23002', author: 'Cerise', day: '2026-01-15', cases: ['overdueGlaucoma', 'cataract', 'steadyRetina'] },
]

const GIVEN =
  'Narcisse Églantine Hyacinthe Marguerite Jacinthe Anémone Iris Lavande Muguet Pervenche Réséda Véronique'.split(' ')
const FAMILY = 'Fictif Inventé Imaginaire Démo Modèle Factice'.split(' ')

/** An invented patient: a flower for a first name, a family name that says so, a number of the range kept for fiction. */
export function fictitiousPatient(index: number, around: readonly Commune[]): PatientInput {
  const number = String(index).padStart(2, '0')
  // Numbers 06 39 98 xx xx and 05 36 49 xx xx are kept for works of fiction by the ARCEP.
  const hasMobile = index % 8 !== 5
  const born = 1938 + ((index * 17) % 58)
  return {
    familyName: FAMILY[Math.floor(index / GIVEN.length) % FAMILY.length]!,
    givenName: GIVEN[index % GIVEN.length]!,
    birthDate:
      `${born}-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + ((index * 7) % 28)).padStart(2, '0')}` as LocalDate,
    phone: hasMobile ? `06399800${number}` : `05364900${number}`,
    phoneOwner: hasMobile ? (index % 9 === 4 ? 'relative' : 'patient') : 'home',
    communeInsee: around[index % around.length]!.insee,
    mobility: index % 11 === 3 ? 'transport_needed' : 'independent',
    interpreter: null,
    language: index % 13 === 7 ? 'en' : 'fr',
    smsInformed: hasMobile,
  }
}

const COMMUNES_AROUND = 12

/** The communes nearest a centre, its own first: where its invented patients live. */
export function communesAround(centre: HostCentre, territory: Pick<Territory, 'communes'>): Commune[] {
  return territory.communes
    .map((commune) => ({ commune, metres: distanceMetres(commune.lngLat, centre.lngLat) }))
    .sort((one, other) => one.metres - other.metres)
    .slice(0, COMMUNES_AROUND)
    .map(({ commune }) => commune)
}
