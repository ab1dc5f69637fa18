import type { fr } from './specialists.fr.ts'

/** Texts of a specialist's profile in English. */
export const en: typeof fr = {
  open: 'Specialist’s profile',
  title: (name) => `Profile of ${name}`,
  empty: 'This profile is not filled in yet: this account cannot choose any day.',
  specialty: 'Specialty',
  status: 'Practice',
  statuses: { hospital: 'Hospital', private: 'Private', retired: 'Retired' },
  base: 'Travels from',
  baseHint: 'Commune their journeys are counted from; optional.',
  days: 'Days a month at most',
  daysFault: 'A number from 1 to 31.',
  authorisations: 'Authorisations by department',
  authorisationsHint:
    'Personal authorisation to consult in a mobile unit (article R.4127-74 of the French public health code). Without it a stop cannot be published.',
  department: 'Department',
  departmentHint: 'Number: 47, 2A, 974…',
  departmentFault: 'A department’s number, once only.',
  state: 'Where it stands',
  states: { requested: 'Requested', granted: 'Granted', refused: 'Refused' },
  from: 'From',
  to: 'To',
  datesFault: 'It ends before it starts.',
  add: 'Add a department',
  remove: (department) => `Remove department ${department}`,
  saved: (name) => `Profile of ${name} saved.`,
}
