const plural = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`

export const fr = {
  title: 'Bilan',
  intro: 'Ce que les tournées ont apporté : des nombres par centre, département et priorité, jamais une personne.',
  table: 'Tableau (CSV)',
  scope: 'Bilan de',
  season: 'Une saison',
  from: 'Du',
  to: 'Au',
  unit: 'Unité',
  everyUnit: 'Toutes les unités',
  specialty: 'Spécialité',
  everySpecialty: 'Toutes les spécialités',

  reportOfTour: (tour: string) => tour,
  reportOfSeason: (days: string) => `Saison ${days}`,
  asOf: (moment: string) => `État au ${moment}.`,
  nothingTitle: 'Aucune étape publiée sur cette période',
  nothing: 'Choisissez une autre période, une autre unité ou une tournée publiée.',
  notBegun: (first: string) =>
    `Rien n’a encore commencé : la première étape est le ${first}. Les adressages se comptent déjà ; le reste viendra.`,
  partial: (done: number, stops: number, last: string) =>
    `Chiffres partiels : ${plural(done, 'étape terminée', 'étapes terminées')} sur ${stops}, la dernière finit le ${last}.`,
  complete: (stops: number) => (stops > 1 ? `Les ${stops} étapes sont terminées.` : 'L’étape est terminée.'),
  cancelled: (count: number) => plural(count, 'étape annulée, non comptée', 'étapes annulées, non comptées'),
  cutShort: (count: number) =>
    plural(
      count,
      'étape annulée en cours, comptée jusqu’au dernier jour où un patient a été vu',
      'étapes annulées en cours, comptées jusqu’au dernier jour où un patient a été vu',
    ),

  keyFigures: 'En bref',
  patients: 'Patients',
  placesTitle: 'Places et absences',
  territory: 'Territoire et route',
  openList: (figure: string) => `${figure} : voir la liste`,
  list: 'Liste',
  definition: 'Définition',
  none: 'Sans objet',
  perClass: 'Par priorité',
  perDepartment: 'Par département',
  perCentre: 'Par centre',
  perKind: 'Par solution',
  priority: 'Priorité',
  department: 'Département',
  centre: 'Centre',
  value: 'Valeur',
  onlyWhole: 'Ce chiffre vaut pour l’ensemble ; il ne se répartit pas entre les centres.',
  days: (days: string) => `${days} j`,
  estimate: 'Temps de route estimés sans données routières.',
  unknownLegs: (count: number) =>
    `${plural(count, 'trajet de longueur inconnue', 'trajets de longueur inconnue')}, non comptés.`,

  seenByMonth: 'Patients vus par mois et priorité',
  seenByMonthNone: 'Aucun patient vu pour l’instant.',
  month: 'Mois',
  ratesTitle: 'Patients vus pour 100 000 habitants, par département',
  specialists: (source: string, year: number) => `Dermatologues pour 100 000 hab. (${source}, ${year})`,
  specialistsShort: (count: string) => `dermatologues : ${count} / 100\u202f000`,
  specialistsUnknown: 'densité inconnue',
  population: 'Population',
  mapTitle: 'Où les patients ont été vus',
  mapLegend: 'Patients vus pour 100 000 habitants du département',
  mapNone: 'aucun',
  mapStop: 'Centre d’une étape',
  equityTitle: 'Équité entre départements',
  equityRead: (index: number): string =>
    index < -0.02
      ? 'Les visites vont plutôt aux départements les moins dotés.'
      : index > 0.02
        ? 'Les visites vont plutôt aux départements les mieux dotés.'
        : 'Les visites suivent la population, sans favoriser les départements les moins ni les mieux dotés.',
  equityBase: (count: number, source: string, year: number) =>
    `Sur ${plural(count, 'département', 'départements')} dont la densité est connue (${source}, ${year}).`,
  equityNone: 'Il faut des patients vus dans au moins deux départements dont la densité est connue.',
  outcomesTitle: 'Suites des visites',
  outcomesTotal: (count: string) => `Visites dont la suite est consignée : ${count}.`,
  outcomesPending: (tours: number, day: string | null) =>
    tours === 1
      ? `Les suites d’une tournée ne sont pas encore arrêtées${day ? ` : elles le seront au plus tôt le ${day}` : ''}.`
      : `Les suites de ${tours} tournées ne sont pas encore arrêtées${day ? ` : les premières le seront au plus tôt le ${day}` : ''}.`,
  outcomesNotWhole:
    'Les suites ne sont données que pour une tournée ou des mois entiers : sur une période libre, deux lectures se soustrairaient.',
  outcomesCutTour:
    'La période coupe une tournée en deux : les suites ne sont données que pour des tournées entières. Élargissez la période, ou choisissez la tournée.',
  outcome: 'Suite',
  count: 'Nombre',
  threshold: 'Masquer les effectifs de moins de',
  thresholdHint: 'Personnes, de 5 à 50. Vaut pour tous les bilans.',
  thresholdWrong: 'Entre 5 et 50.',
  settleDays: 'Arrêter les suites après',
  settleDaysHint: 'Jours après le dernier jour d’une tournée, de 1 à 180. Une tournée arrêtée le reste.',
  settleDaysWrong: 'Entre 1 et 180.',
  thresholdSaved: 'Réglages des suites enregistrés.',
  save: 'Enregistrer',

  asTable: 'Les mêmes chiffres en tableau',
  downloadSvg: 'Image SVG',
  downloadPng: 'Image PNG',
  downloadOf: (kind: string, chart: string) => `${kind} : ${chart}`,
  imageFailed: 'L’image n’a pas pu être faite par ce navigateur.',
  chartFoot: (moment: string) => `Escale, état au ${moment}`,
}
