import type { fr } from './impact.fr.ts'

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const en: typeof fr = {
  title: 'Report',
  intro: 'What the tours brought: numbers per centre, department and priority, never a person.',
  table: 'Table (CSV)',
  scope: 'Report on',
  season: 'A season',
  from: 'From',
  to: 'To',
  unit: 'Unit',
  everyUnit: 'Every unit',
  specialty: 'Specialty',
  everySpecialty: 'Every specialty',

  reportOfTour: (tour) => tour,
  reportOfSeason: (days) => `Season ${days}`,
  asOf: (moment) => `As of ${moment}.`,
  nothingTitle: 'No published stop in this period',
  nothing: 'Choose another period, another unit or a published tour.',
  notBegun: (first) =>
    `Nothing has begun: the first stop is on ${first}. Referrals already count; the rest will follow.`,
  partial: (done, stops, last) =>
    `Partial figures: ${plural(done, 'stop', 'stops')} over out of ${stops}, the last one ends on ${last}.`,
  complete: (stops) => (stops > 1 ? `All ${stops} stops are over.` : 'The stop is over.'),
  cancelled: (count) => plural(count, 'stop cancelled, not counted', 'stops cancelled, not counted'),
  cutShort: (count) =>
    plural(
      count,
      'stop cancelled in its course, counted up to the last day on which a patient was seen',
      'stops cancelled in their course, counted up to the last day on which a patient was seen',
    ),

  keyFigures: 'In short',
  patients: 'Patients',
  placesTitle: 'Places and absences',
  territory: 'Territory and road',
  openList: (figure) => `${figure}: see the list`,
  list: 'List',
  definition: 'Definition',
  none: 'Not applicable',
  perClass: 'By priority',
  perDepartment: 'By department',
  perCentre: 'By centre',
  perKind: 'By way of care',
  priority: 'Priority',
  department: 'Department',
  centre: 'Centre',
  value: 'Value',
  onlyWhole: 'This figure is about the whole; it does not divide between centres.',
  days: (days) => `${days} d`,
  estimate: 'Road times are estimated without road data.',
  unknownLegs: (count) => `${plural(count, 'journey', 'journeys')} of unknown length, not counted.`,

  seenByMonth: 'Patients seen by month and priority',
  seenByMonthNone: 'No patient seen yet.',
  month: 'Month',
  ratesTitle: 'Patients seen per 100,000 people, by department',
  specialists: (source, year) => `Dermatologists per 100,000 (${source}, ${year})`,
  specialistsShort: (count) => `dermatologists: ${count} / 100,000`,
  specialistsUnknown: 'density unknown',
  population: 'People',
  mapTitle: 'Where patients were seen',
  mapLegend: 'Patients seen per 100,000 people of the department',
  mapNone: 'none',
  mapStop: 'Centre of a stop',
  equityTitle: 'Equity between departments',
  equityRead: (index) =>
    index < -0.02
      ? 'Visits go rather to the departments with the fewest dermatologists.'
      : index > 0.02
        ? 'Visits go rather to the departments with the most dermatologists.'
        : 'Visits follow the population, favouring neither end.',
  equityBase: (count, source, year) =>
    `Over ${plural(count, 'department', 'departments')} whose density is known (${source}, ${year}).`,
  equityNone: 'It takes patients seen in at least two departments whose density is known.',
  outcomesTitle: 'Outcomes of visits',
  outcomesTotal: (count) => `Visits with an outcome recorded: ${count}.`,
  outcomesPending: (tours, day) =>
    tours === 1
      ? `The outcomes of one tour are not settled yet${day ? `: they will be on ${day} at the earliest` : ''}.`
      : `The outcomes of ${tours} tours are not settled yet${day ? `: the first will be on ${day} at the earliest` : ''}.`,
  outcomesNotWhole:
    'Outcomes are told for a tour or whole months only: over a free period, two readings could be subtracted.',
  outcomesCutTour:
    'The period cuts a tour in two: outcomes are told for whole tours only. Widen the period, or choose the tour.',
  outcome: 'Outcome',
  count: 'Count',
  threshold: 'Keep back counts below',
  thresholdHint: 'People, from 5 to 50. Holds for every report.',
  thresholdWrong: 'Between 5 and 50.',
  settleDays: 'Settle outcomes after',
  settleDaysHint: 'Days after the last day of a tour, from 1 to 180. A settled tour stays so.',
  settleDaysWrong: 'Between 1 and 180.',
  thresholdSaved: 'Settings of outcomes saved.',
  save: 'Save',

  asTable: 'The same figures as a table',
  downloadSvg: 'SVG image',
  downloadPng: 'PNG image',
  downloadOf: (kind, chart) => `${kind}: ${chart}`,
  imageFailed: 'This browser could not make the image.',
  chartFoot: (moment) => `Escale, as of ${moment}`,
}
