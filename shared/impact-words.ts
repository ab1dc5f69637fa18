import type { FigureId } from './impact-figures.ts'

// The words of a report, the same on screen and in the exported table. No run-time import here.

/** Figures of a whole scope, beside those that are told by centre, department and class. */
export type ScopeFigureId = 'newPeople' | 'people' | 'km' | 'drive' | 'consultation' | 'equity'

type Words = { readonly name: string; readonly definition: string }

export type ImpactWords = {
  readonly figures: Readonly<Record<FigureId | ScopeFigureId, Words>>
  readonly outcomes: Readonly<Record<string, string>>
  readonly outcomesDefinition: (threshold: number, settleDays: number) => string
  readonly keptBack: string
  readonly atLeast: (count: string) => string
  readonly redirections: Readonly<Record<string, string>>
  readonly columns: readonly [string, string, string, string, string, string, string, string, string]
  readonly levels: { readonly total: string; readonly department: string; readonly centre: string }
  readonly units: Readonly<Record<'count' | 'days' | 'share' | 'km' | 'hours' | 'index' | 'people' | 'rate', string>>
  readonly rate: Words
}

export const impactWordsFr: ImpactWords = {
  figures: {
    referred: {
      name: 'Patients adressés',
      definition:
        'Adressages envoyés au plus tard le dernier jour de la période et ni vus ni clos avant son premier jour, par centre du médecin adresseur.',
    },
    sent: {
      name: 'dont adressés pendant la période',
      definition: 'Parmi les patients adressés, ceux dont l’adressage a été envoyé pendant la période.',
    },
    seen: {
      name: 'Patients vus',
      definition: 'Rendez-vous menés à leur terme aux étapes de la période, par centre de l’étape.',
    },
    medianDelay: {
      name: 'Délai médian',
      definition:
        'Jours du calendrier entre l’envoi de l’adressage et la visite : la moitié des patients vus a attendu moins, l’autre plus.',
    },
    inTime: {
      name: 'Vus avant la date limite',
      definition:
        'Part des patients vus au plus tard à leur date limite, parmi les patients vus dont la priorité en fixe une.',
    },
    unexcused: {
      name: 'Absences non excusées',
      definition: 'Rendez-vous où le patient n’est pas venu sans prévenir.',
    },
    excused: { name: 'Absences excusées', definition: 'Rendez-vous où le patient a prévenu qu’il ne viendrait pas.' },
    places: {
      name: 'Places ouvertes',
      definition: 'Créneaux de consultation ouverts aux étapes de la période, surnuméraires à part.',
    },
    lost: {
      name: 'Places rendues',
      definition: 'Places refusées, annulées par le patient, excusées ou laissées sans réponse avant la visite.',
    },
    refilled: {
      name: 'Places reprises',
      definition: 'Parmi les places rendues, celles qu’un autre patient a ensuite occupées.',
    },
    redirected: {
      name: 'Autres solutions',
      definition:
        'Choix consignés pendant la période faute de place à temps : téléexpertise, appel à l’hôpital, autre centre, surnuméraire.',
    },
    people: {
      name: 'Habitants à portée',
      definition: 'Habitants à 45 minutes de route ou moins d’au moins une étape commencée, comptés une fois chacun.',
    },
    newPeople: {
      name: 'Habitants nouvellement à portée',
      definition:
        'Parmi les habitants à portée, ceux qu’aucune étape terminée avant la période, pour la même spécialité, n’avait mis à portée.',
    },
    km: {
      name: 'Kilomètres parcourus',
      definition:
        'Route des étapes commencées, depuis le dépôt ou l’étape précédente, et retour au dépôt une fois la tournée finie.',
    },
    drive: { name: 'Heures de route', definition: 'Temps de conduite de ces trajets, pauses à part.' },
    consultation: {
      name: 'Heures de consultation',
      definition: 'Durée des vacations des étapes commencées.',
    },
    equity: {
      name: 'Indice de concentration',
      definition:
        'Répartition des patients vus entre départements rangés du moins au mieux doté en dermatologues : −1, tous chez les moins dotés ; 0, comme la population ; +1, tous chez les mieux dotés (Kakwani, Wagstaff et van Doorslaer, 1997 ; Banque mondiale, 2008, ch. 8).',
    },
  },
  outcomes: {
    benign: 'Lésion bénigne',
    watch: 'À surveiller',
    biopsy_done: 'Biopsie faite',
    excision_to_arrange: 'Exérèse à organiser',
    sent_to_hospital: 'Adressé à l’hôpital',
  },
  outcomesDefinition: (threshold, settleDays) =>
    `Suites consignées par les spécialistes, toutes étapes confondues, comptées une fois pour toutes ${settleDays} jours après le dernier jour de chaque tournée : lues à deux dates, elles ne disent rien d’un patient. Un effectif de 1 à ${threshold - 1} est masqué, avec au moins un autre pour que le total ne le révèle pas. Le masque se décide tournée par tournée : « au moins » veut dire qu’une des tournées masque le sien.`,
  keptBack: 'masqué',
  atLeast: (count) => `au moins ${count}`,
  redirections: {
    teleexpertise: 'Téléexpertise',
    hospital_call: 'Appel à l’hôpital',
    other_centre: 'Autre centre à temps',
    overbooked: 'Place surnuméraire',
  },
  columns: ['Mesure', 'Définition', 'Niveau', 'Département', 'Centre', 'Priorité', 'Valeur', 'Unité', 'Au'],
  levels: { total: 'ensemble', department: 'département', centre: 'centre' },
  units: {
    count: 'nombre',
    days: 'jours',
    share: 'part de 0 à 1',
    km: 'km',
    hours: 'heures',
    index: 'indice de −1 à 1',
    people: 'habitants',
    rate: 'pour 100 000 habitants',
  },
  rate: {
    name: 'Patients vus pour 100 000 habitants',
    definition: 'Patients vus aux étapes du département, rapportés à sa population municipale légale.',
  },
}

export const impactWordsEn: ImpactWords = {
  figures: {
    referred: {
      name: 'Patients referred',
      definition:
        'Referrals sent by the last day of the period and neither seen nor closed before its first day, by centre of the referring GP.',
    },
    sent: {
      name: 'of which referred in the period',
      definition: 'Among patients referred, those whose referral was sent in the period.',
    },
    seen: { name: 'Patients seen', definition: 'Visits completed at the stops of the period, by centre of the stop.' },
    medianDelay: {
      name: 'Median delay',
      definition: 'Calendar days from the referral to the visit: half of the patients seen waited less, half more.',
    },
    inTime: {
      name: 'Seen before the deadline',
      definition: 'Share of patients seen by their deadline, among patients seen whose priority sets one.',
    },
    unexcused: {
      name: 'Unexcused absences',
      definition: 'Appointments where the patient did not come, without a word.',
    },
    excused: { name: 'Excused absences', definition: 'Appointments where the patient said they would not come.' },
    places: {
      name: 'Places opened',
      definition: 'Consultation slots opened at the stops of the period, overbooked ones aside.',
    },
    lost: {
      name: 'Places given back',
      definition: 'Places declined, cancelled by the patient, excused or left unanswered before the visit.',
    },
    refilled: { name: 'Places refilled', definition: 'Among places given back, those another patient then held.' },
    redirected: {
      name: 'Other ways of care',
      definition:
        'Choices recorded in the period for want of a place in time: tele-expertise, call to the hospital, another centre, overbooked place.',
    },
    people: {
      name: 'People within reach',
      definition: 'People within 45 minutes by road of at least one stop begun, each counted once.',
    },
    newPeople: {
      name: 'People newly within reach',
      definition:
        'Among people within reach, those no stop that ended before the period, for the same specialty, had brought within reach.',
    },
    km: {
      name: 'Kilometres driven',
      definition: 'Road to the stops begun, from the depot or the stop before, and home once the tour is over.',
    },
    drive: { name: 'Hours on the road', definition: 'Driving time of these journeys, breaks aside.' },
    consultation: { name: 'Hours of consultation', definition: 'Length of the sessions of the stops begun.' },
    equity: {
      name: 'Concentration index',
      definition:
        'How patients seen spread over departments ranked from the fewest to the most dermatologists: −1, all where there are fewest; 0, like the population; +1, all where there are most (Kakwani, Wagstaff and van Doorslaer, 1997; World Bank, 2008, ch. 8).',
    },
  },
  outcomes: {
    benign: 'Benign lesion',
    watch: 'To watch',
    biopsy_done: 'Biopsy done',
    excision_to_arrange: 'Excision to arrange',
    sent_to_hospital: 'Sent to hospital',
  },
  outcomesDefinition: (threshold, settleDays) =>
    `Outcomes recorded by specialists, all stops together, counted once and for all ${settleDays} days after the last day of each tour: read at two dates, they say nothing of a patient. A count of 1 to ${threshold - 1} is kept back, with at least one other so that the total does not reveal it. This is decided tour by tour: “at least” means that one of the tours keeps its own back.`,
  keptBack: 'kept back',
  atLeast: (count) => `at least ${count}`,
  redirections: {
    teleexpertise: 'Tele-expertise',
    hospital_call: 'Call to the hospital',
    other_centre: 'Another centre in time',
    overbooked: 'Overbooked place',
  },
  columns: ['Figure', 'Definition', 'Level', 'Department', 'Centre', 'Priority', 'Value', 'Unit', 'As of'],
  levels: { total: 'all', department: 'department', centre: 'centre' },
  units: {
    count: 'count',
    days: 'days',
    share: 'share from 0 to 1',
    km: 'km',
    hours: 'hours',
    index: 'index from −1 to 1',
    people: 'people',
    rate: 'per 100,000 people',
  },
  rate: {
    name: 'Patients seen per 100,000 people',
    definition: 'Patients seen at the stops of the department, over its legal municipal population.',
  },
}
