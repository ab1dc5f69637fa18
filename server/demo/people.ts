import type { DepartmentCode, InseeCode } from '../../shared/geo.ts'
import type { PersonId, SpecialistId } from '../../shared/ids.ts'
import type { Role } from '../../shared/person.ts'
import type { LocalDate } from '../../shared/time.ts'

export type FictitiousPerson = {
  id: PersonId
  name: string
  role: Role
  description: string
  /** The same for readers of English; the French one without it. */
  inEnglish?: string
  /** Communes of the centres where they are on duty, with dates; `to` null means until further notice. */
  duties?: { insee: string; from: LocalDate; to: LocalDate | null }[]
  specialist?: {
    id: SpecialistId
    /** Dermatology without it, the specialty of the first unit. */
    specialty?: 'ophthalmology'
    status: 'hospital' | 'private' | 'retired'
    base: InseeCode
    maxDaysPerMonth: number
    departments: DepartmentCode[]
    requested?: DepartmentCode[]
  }
}

const person = (number: number) => `00000000-0000-4000-8000-0000000001${String(number).padStart(2, '0')}` as PersonId
const specialist = (number: number) =>
  `00000000-0000-4000-8000-0000000002${String(number).padStart(2, '0')}` as SpecialistId
const day = (text: string) => text as LocalDate
const departments = (...codes: string[]) => codes as DepartmentCode[]

const MAS = '47159'
const MENIGOUTE = '79176'
const BELLEGARDE = '23020'
const AJAIN = '23002'

/** Host GPs change every Monday; these stay for the weeks of the demo so that one can follow them. */
const season = (insee: string) => ({ insee, from: day('2026-01-05'), to: day('2026-05-31') })
const always = (insee: string) => ({ insee, from: day('2026-01-01'), to: null })

/** The demo's accounts: first names of things, family names that say they are made up. Nobody real. */
export const fictitiousPeople: readonly FictitiousPerson[] = [
  {
    id: person(1),
    name: 'Perle Exemple',
    role: 'planner',
    description: 'Société savante : prépare, compare et publie les tournées du camion.',
    inEnglish: 'Learned society: prepares, compares and publishes the truck’s tours.',
  },
  {
    id: person(2),
    name: 'Dr Olive Exemple',
    role: 'gp',
    description: 'Médecin généraliste au Mas-d’Agenais : adresse des patients et suit leur file.',
    inEnglish: 'GP in Le Mas-d’Agenais: refers patients and follows their queue.',
    duties: [{ insee: MAS, from: day('2026-01-19'), to: day('2026-05-31') }],
  },
  {
    id: person(3),
    name: 'Dr Basile Exemple',
    role: 'gp',
    description: 'Médecin généraliste à Ménigoute.',
    inEnglish: 'GP in Ménigoute.',
    duties: [season(MENIGOUTE)],
  },
  {
    id: person(4),
    name: 'Dr Anis Exemple',
    role: 'gp',
    description: 'Médecin généraliste à Bellegarde-en-Marche, première ligne.',
    inEnglish: 'GP in Bellegarde-en-Marche, first line.',
    duties: [season(BELLEGARDE)],
  },
  {
    id: person(5),
    name: 'Dr Capucine Exemple',
    role: 'gp',
    description: 'Médecin généraliste à Bellegarde-en-Marche, seconde ligne.',
    inEnglish: 'GP in Bellegarde-en-Marche, second line.',
    duties: [season(BELLEGARDE)],
  },
  {
    id: person(6),
    name: 'Dr Prune Exemple',
    role: 'gp',
    description: 'Affectation terminée le 18 janvier : n’a plus accès à aucun patient.',
    inEnglish: 'Posting ended on 18 January: no longer has access to any patient.',
    duties: [{ insee: MAS, from: day('2026-01-12'), to: day('2026-01-18') }],
  },
  {
    id: person(7),
    name: 'Garance Exemple',
    role: 'coordinator',
    description: 'Coordinatrice du centre du Mas-d’Agenais : agenda, appels, feuille du jour.',
    inEnglish: 'Coordinator of the Le Mas-d’Agenais centre: agenda, calls, day sheet.',
    duties: [always(MAS)],
  },
  {
    id: person(8),
    name: 'Jonquille Exemple',
    role: 'coordinator',
    description: 'Coordinatrice du centre de Ménigoute.',
    inEnglish: 'Coordinator of the Ménigoute centre.',
    duties: [always(MENIGOUTE)],
  },
  {
    id: person(9),
    name: 'Violette Exemple',
    role: 'coordinator',
    description: 'Coordinatrice des centres de Bellegarde-en-Marche et d’Ajain.',
    inEnglish: 'Coordinator of the Bellegarde-en-Marche and Ajain centres.',
    duties: [always(BELLEGARDE), always(AJAIN)],
  },
  {
    id: person(10),
    name: 'Dr Saturnin Exemple',
    role: 'specialist',
    description: 'Dermatologue volontaire, Bordeaux : consulte au Mas-d’Agenais et à Ménigoute.',
    inEnglish: 'Volunteer dermatologist, Bordeaux: sees patients in Le Mas-d’Agenais and Ménigoute.',
    specialist: {
      id: specialist(1),
      status: 'hospital',
      base: '33063' as InseeCode,
      maxDaysPerMonth: 6,
      departments: departments('47', '79', '24', '33'),
      requested: departments('23'),
    },
  },
  {
    id: person(11),
    name: 'Dr Ondine Exemple',
    role: 'specialist',
    description: 'Dermatologue volontaire, Limoges : consulte à Bellegarde-en-Marche.',
    inEnglish: 'Volunteer dermatologist, Limoges: sees patients in Bellegarde-en-Marche.',
    specialist: {
      id: specialist(2),
      status: 'private',
      base: '87085' as InseeCode,
      maxDaysPerMonth: 6,
      departments: departments('23', '87', '36', '18'),
    },
  },
  {
    id: person(12),
    name: 'Dr Achille Exemple',
    role: 'specialist',
    description: 'Dermatologue retraité, Poitiers : des jours à prendre.',
    inEnglish: 'Retired dermatologist, Poitiers: looking for days to take.',
    specialist: {
      id: specialist(3),
      status: 'retired',
      base: '86194' as InseeCode,
      maxDaysPerMonth: 4,
      departments: departments('79', '86', '23', '47'),
    },
  },
  {
    id: person(13),
    name: 'Camélia Exemple',
    role: 'administrator',
    description: 'Administratrice : comptes, centres, réglages, journal des accès.',
    inEnglish: 'Administrator: accounts, centres, settings, access log.',
  },
  {
    id: person(14),
    name: 'Dr Cerise Exemple',
    role: 'gp',
    description: 'Médecin généraliste à Ajain : adresse aussi à l’unité mobile de la vue.',
    inEnglish: 'GP in Ajain: also refers to the mobile eye unit.',
    duties: [season(AJAIN)],
  },
  {
    id: person(15),
    name: 'Dr Azur Exemple',
    role: 'specialist',
    description: 'Ophtalmologue volontaire, Guéret : consulte à Ajain et à Arnac-la-Poste.',
    inEnglish: 'Volunteer ophthalmologist, Guéret: sees patients in Ajain and Arnac-la-Poste.',
    specialist: {
      id: specialist(4),
      specialty: 'ophthalmology',
      status: 'private',
      base: '23096' as InseeCode,
      maxDaysPerMonth: 4,
      departments: departments('23', '87'),
    },
  },
]

/** A fictitious person by (part of) their name; throws for an unknown one. */
export function personNamed(name: string): FictitiousPerson {
  const found = fictitiousPeople.find((candidate) => name !== '' && candidate.name.includes(name))
  if (!found) throw new Error(`no fictitious person named ${name}`)
  return found
}
