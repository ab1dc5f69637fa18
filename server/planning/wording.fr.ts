import { atPlace, ofPlace } from '../../shared/place-names.ts'
import { RELAXING_WORDS } from '../../shared/relaxing-words.ts'
import {
  centreOf,
  dateOf,
  type Facts,
  figuresIn,
  NO_NAMES,
  type PlanNames,
  type PlanWords,
  type Words,
} from './wording-facts.ts'

// What plans and refusals say in French, code by code, and the words around them on a terminal.

const { number, count, classes } = figuresIn('fr')

const STOP_REASONS: Record<string, Words> = {
  published: () => 'Étape déjà publiée : elle est gardée telle quelle.',
  pinned: () => 'Étape fixée par le planificateur.',
  sees_in_time: (facts) =>
    `Voit ${count(facts.total, 'patient', 'patients')} dans les délais (${classes(facts)}) pour ${count(facts.places, 'place', 'places')}.`,
  only_stop_for: (facts) =>
    `${count(facts.total, 'patient', 'patients')} ne ${Number(facts.total) < 2 ? 'pourrait' : 'pourraient'} être vus à temps à aucune autre étape, dont ${number(facts.urgent)} en P1 ou P2.`,
  also_sees_late: (facts) =>
    `Les places restantes accueillent ${count(facts.total, 'patient', 'patients')} hors délai.`,
  newly_reachable: (facts) =>
    `Met ${count(facts.people, 'habitant', 'habitants')} à portée, dont ${number(facts.nowhereElse)} qu’aucune autre étape n’atteint.`,
  department_first_visit: () => 'Première venue dans ce département.',
  costs: (facts) =>
    `Coûte ${count(facts.days, 'jour', 'jours')} de route et de présence et ${number(facts.kilometres)} km, soit ${count(facts.points, 'point', 'points')}.`,
  lost_without: (facts) =>
    Number(facts.points) >= 0
      ? `Sans elle, le plan perdrait ${count(facts.points, 'point', 'points')}, les autres étapes ayant repris ce qu’elles peuvent.`
      : `Elle coûte ${number(-Number(facts.points))} points au plan : c’est le prix de ce choix imposé.`,
}

const WARNINGS: Record<string, Words> = {
  school_holidays: (facts, names) =>
    `Vacances scolaires de la zone (${dateOf(facts.date, names)}) : moins de patients viennent.`,
  beside_public_holiday: (facts, names) => `Veille ou lendemain de jour férié (${dateOf(facts.date, names)}).`,
  difficult_access: (facts, names) => `Accès difficile à cette période (${dateOf(facts.date, names)}).`,
  to_be_staffed: () => 'Aucun spécialiste nommé : étape à pourvoir, non publiable en l’état.',
  readiness_amber: () => 'La préparation du lieu n’est pas terminée.',
  readiness_red: () => 'Un point bloquant de préparation empêche la publication.',
  late_arrival: () => 'Arrivée tard le soir, la veille de la première vacation.',
  nothing_worth_a_stop: () => 'Aucune étape ne rapporte plus qu’elle ne coûte avec ces tarifs : le plan est vide.',
  changes_over_limit: (facts) =>
    `${count(facts.changed, 'étape publiée changée', 'étapes publiées changées')}, pour ${number(facts.limit)} permises.`,
}

const RULES: Record<string, Words> = {
  outside_horizon: () => 'Le jour est hors de la période planifiée.',
  day_not_worked: () => 'L’unité ne travaille pas ce jour-là.',
  unit_out_of_service: () => 'L’unité est indisponible.',
  centre_closed: () => 'Le centre est fermé.',
  centre_not_offered: () => 'Le centre n’offre pas cette date.',
  public_holiday: () => 'Jour férié.',
  banned: (facts, names) =>
    facts.from === undefined
      ? 'Interdit par le planificateur.'
      : `Interdit par le planificateur du ${dateOf(facts.from, names)} au ${dateOf(facts.until, names)}.`,
  no_specialist: () => 'Aucun spécialiste autorisé dans ce département n’est disponible.',
  too_few_days_in_a_row: () => 'Trop peu de jours de suite sont possibles.',
  stop_length: (facts) =>
    `Une étape y dure de ${number(facts.least)} à ${number(facts.most)} jours, pas ${number(facts.days)}.`,
  days_per_stop_reversed: (facts) =>
    `Une étape devrait y durer au moins ${number(facts.least)} jours, et au plus ${count(facts.most, 'jour', 'jours')}.`,
  within_one_week: () => 'Une étape tient dans une seule semaine, du lundi au dimanche.',
  revisit_interval: (facts) =>
    `L’intervalle entre deux venues${facts.weeks === undefined ? '' : ` (${number(facts.weeks)} semaines)`} n’est pas écoulé.`,
  one_unit_at_a_centre: () => 'Une autre unité s’y trouve la même semaine.',
  max_visits: (facts) => `Le centre n’accepte pas plus de ${count(facts.most, 'venue', 'venues')}.`,
  travel_fits: () => 'Le trajet depuis l’étape précédente ne tient pas dans les jours de route disponibles.',
  pin_kept: () => 'Une étape fixée manque au plan.',
  unreachable_centre: () => 'Aucune route ne mène au centre depuis le dépôt, ou il est au-delà de la distance permise.',
  one_stop_a_week: () => 'Une unité ne fait qu’une étape par semaine.',
  several_rules: () => 'Plusieurs règles les séparent à la fois (intervalle, venues, trajets).',
  no_possible_stop: () => 'Aucune étape n’y est possible aux dates voulues.',
  better_use: (facts, names) =>
    facts.points === undefined
      ? 'Le plan fait un meilleur usage des semaines disponibles.'
      : `La meilleure étape possible (${dateOf(facts.first, names)}) ferait changer le score de ${number(facts.points)} points en remplaçant ${facts.insteadOf === undefined ? 'une autre' : names.centre(String(facts.insteadOf))}.`,
  not_worth_the_journey: (facts, names) =>
    `La meilleure étape possible (${dateOf(facts.first, names)}) ferait changer le score de ${number(facts.points)} points : elle ne vaut pas le déplacement.`,
}

const UNSERVED: Record<string, Words> = {
  beyond_reach: () => 'Aucun centre n’est dans le rayon que ces patients peuvent parcourir.',
  deadline_before_horizon: () => 'Leur délai expire avant le début de la période.',
  window_outside_horizon: () => 'Leur fenêtre de rendez-vous est hors de la période.',
  window_reversed: () => 'Ils ne peuvent être vus qu’après leur date limite.',
  no_possible_day_in_time: () => 'Aucun centre à leur portée n’est ouvert à l’unité avant leur délai.',
  no_stop_in_time: () => 'Aucune étape à leur portée dans ce plan.',
  stop_too_late: () => 'L’étape à leur portée vient après leur délai.',
  places_taken: () => 'Les places des étapes à leur portée vont à des patients plus pressés.',
}

const REMEDIES: Record<string, Words> = {
  add_a_centre_nearer: () => 'Ajouter un centre hôte plus proche.',
  refer_elsewhere: () => 'Les adresser ailleurs (téléexpertise, hôpital).',
  open_a_date: () => 'Ouvrir une date dans un centre à leur portée.',
  next_possible_day: (facts, names) =>
    `Premier jour possible : ${dateOf(facts.date, names)} ${atPlace(centreOf(facts, names))}, trop tard pour eux.`,
  stop_on_another_day: (facts, names) =>
    `Une étape ${atPlace(centreOf(facts, names))} dès le ${dateOf(facts.date, names)} les verrait à temps${facts.daysLate === undefined ? '' : ` (celle du plan vient ${count(facts.daysLate, 'jour', 'jours')} trop tard)`}.`,
  one_more_day: (facts, names) => `Un jour de plus ${atPlace(centreOf(facts, names))} (${dateOf(facts.first, names)}).`,
  second_specialist: (facts, names) =>
    `Un second spécialiste ${atPlace(centreOf(facts, names))} (${dateOf(facts.first, names)}).`,
  second_stop: (facts, names) => `Une autre étape près ${ofPlace(centreOf(facts, names))}.`,
}

const REFUSALS: Record<string, Words> = {
  empty_horizon: (facts, names) =>
    `La période finit (${dateOf(facts.to, names)}) avant de commencer (${dateOf(facts.from, names)}).`,
  horizon_too_long: (facts, names) =>
    `La période (du ${dateOf(facts.from, names)} au ${dateOf(facts.to, names)}) dépasse ${number(facts.most)} jours, le plus long qu’un plan puisse couvrir.`,
  days_reversed: (facts, names) =>
    `L’étape fixée ${atPlace(centreOf(facts, names))} finit (${dateOf(facts.last, names)}) avant de commencer (${dateOf(facts.first, names)}).`,
  no_unit: () => 'Aucune unité à planifier.',
  no_centre: () => 'Aucun centre hôte candidat.',
  repeated_id: (facts) => `L’identifiant ${number(facts.id)} est donné deux fois.`,
  matrix_shape: (facts) =>
    `La matrice ${number(facts.matrix)} doit avoir ${number(facts.expected)} lignes et colonnes : une par dépôt, puis une par centre.`,
  negative_travel: (facts) =>
    `La matrice ${number(facts.matrix)} contient une valeur négative (ligne ${number(facts.row)}, colonne ${number(facts.column)}).`,
  unknown_centre: (facts) => `Le centre ${number(facts.id)} n’est pas dans le problème.`,
  centre_beyond_list: (facts) =>
    `La commune ${number(facts.communeId)} cite le centre nᵒ ${number(facts.id)} ; le dernier de la liste est le nᵒ ${number(facts.last)} (on compte depuis 0).`,
  unknown_unit: (facts) => `L’unité ${number(facts.id)} n’est pas dans le problème.`,
  unknown_commune: (facts) => `La commune ${number(facts.id)} n’est pas dans le problème.`,
  specialist_without_unit: (facts) => `${number(facts.label)} doit être affecté à une unité : il y en a plusieurs.`,
  pin_impossible: () => 'Une étape fixée est impossible.',
  pins_in_conflict: () => 'Ces étapes fixées ne peuvent pas tenir ensemble.',
  no_feasible_stop: () => 'Aucune étape n’est possible, à aucun centre.',
  pin: (facts, names) =>
    `Étape fixée : ${centreOf(facts, names)}${facts.first === undefined ? '' : `, ${dateOf(facts.first, names)}`}${facts.last === undefined ? '' : ` – ${dateOf(facts.last, names)}`}${facts.unitId === undefined ? '' : ` (${names.unit(String(facts.unitId))})`}.`,
  published_stop: (facts, names) =>
    `Étape publiée : ${centreOf(facts, names)}${facts.first === undefined ? '' : `, ${dateOf(facts.first, names)}`}${facts.last === undefined ? '' : ` – ${dateOf(facts.last, names)}`}${facts.unitId === undefined ? '' : ` (${names.unit(String(facts.unitId))})`}.`,
}

const SUGGESTIONS: Record<string, Words> = {
  extend_horizon: () => 'Choisir une fin après le début.',
  add_unit: () => 'Ajouter une unité.',
  add_centre: () => 'Ajouter des centres candidats.',
  correct_reference: () => 'Corriger la référence.',
  rebuild_travel: () => 'Recalculer les trajets.',
  name_the_unit: () => 'Affecter chaque spécialiste à une unité.',
  shorten_horizon: () => 'Planifier une période plus courte, puis la suivante.',
  swap_the_days: () => 'Remettre les deux bornes dans l’ordre.',
  move_the_pin: (facts, names) =>
    `Déplacer ou libérer l’étape ${ofPlace(centreOf(facts, names))}${facts.first === undefined ? '' : ` (${dateOf(facts.first, names)})`}.`,
  change_the_published: (facts, names) =>
    `Laisser changer l’étape publiée ${ofPlace(centreOf(facts, names))}${facts.first === undefined ? '' : ` (${dateOf(facts.first, names)})`} : mode « repair », « nearby » ou « optimise ».`,
  relax_rule: (facts, names) =>
    RELAXING_WORDS.fr[String(facts.rule)] ??
    `Assouplir la règle : ${(RULES[String(facts.rule)] ?? (() => String(facts.rule)))(facts, names)}`,
}

const TERMS: PlanWords['terms'] = {
  seen_P1: 'P1 vus à temps',
  seen_P2: 'P2 vus à temps',
  seen_P3: 'P3 vus à temps',
  seen_P4: 'P4 vus à temps',
  newly_reachable: 'Habitants nouvellement à portée',
  department_first_visit: 'Départements visités pour la première fois',
  days_on_road: 'Jours sur la route',
  set_ups: 'Installations',
  kilometres: 'Kilomètres',
}

const stopOf = (facts: Facts, names: PlanNames) => `${centreOf(facts, names)}, ${dateOf(facts.first, names)}`

const PARTS: Readonly<Record<string, string>> = {
  sees: 'les patients annoncés',
  newlyReachable: 'les habitants à portée',
  newlyReachableNowhereElse: 'les habitants atteints par elle seule',
  terms: 'les termes du score',
  points: 'les points',
  isPinned: 'les choix imposés',
  isPublished: 'les étapes publiées',
  units: 'les trajets',
  unserved: 'les patients non vus',
  changes: 'les changements listés',
}

const REJECTIONS: Readonly<Record<string, string>> = {
  other_problem: 'il a été établi pour un autre problème que celui du fichier.',
  unknown_price: 'il porte un prix sur une règle que ce problème n’a pas.',
  negative_price: 'il porte un prix négatif, qui ne prouve rien.',
  bound_not_proved: 'ses prix prouvent moins que la borne qu’il annonce.',
}

/** What plans and refusals say in French. */
export const fr: PlanWords = {
  sentences: {
    ...SUGGESTIONS,
    ...REFUSALS,
    ...REMEDIES,
    ...UNSERVED,
    ...RULES,
    ...WARNINGS,
    ...STOP_REASONS,
  },
  rules: RULES,
  terms: TERMS,
  colon: ' : ',
  proof({ proof, gap, boundStillTightening }) {
    if (proof === 'optimal') return 'Optimal : aucun autre plan n’obtient un meilleur score, c’est prouvé.'
    if (gap * 100 < 0.005) return 'Aucun plan ne peut faire mieux, c’est prouvé.'
    const sentence = `Aucun plan ne peut faire mieux que ${number(gap * 100, 2)} % au-dessus de celui-ci.`
    return boundStillTightening ? `${sentence} La borne se resserre encore.` : sentence
  },
  printed: {
    title: (name, from, to) => `${name}, du ${from} au ${to}`,
    score: (score, bound, gap) =>
      `Score ${number(score)} points équivalent-patient, borne ${number(bound)} (écart ${number(gap * 100, 2)} %).`,
    classBound: (name, seen, bound) =>
      `${name} vus à temps : ${number(seen)} ; aucun plan n’en voit plus de ${number(bound)}.`,
    changes: 'Changements à ce qui est publié',
    change: { kept: 'Étape gardée', added: 'Étape ajoutée', removed: 'Étape retirée', moved: 'Étape déplacée' },
    andOthers: (names, others) => (others === 0 ? names : `${names} et ${others} autres`),
    term: 'Terme',
    amount: 'Quantité',
    points: 'Points',
    unit: (name, stops, kilometres, hours) =>
      `${name} : ${count(stops, 'étape', 'étapes')}, ${number(kilometres, 0)} km, ${number(hours)} h de route`,
    stop: 'Étape',
    first: 'Du',
    last: 'Au',
    places: 'Places',
    late: 'Hors délai',
    absentCentres: 'Centres sans étape',
    unserved: 'Patients non vus à temps',
    beyondReach: 'hors de portée',
  },
  verified: {
    more: (count) => `et ${number(count)} autres.`,
    breaches: {
      unknown_unit: () => 'Une unité du plan n’est pas dans le problème.',
      unknown_centre: (facts) => `Le centre ${number(facts.centreId)} n’est pas dans le problème.`,
      wrong_places: (facts, names) =>
        `${stopOf(facts, names)} : ${number(facts.stated)} places annoncées, ${number(facts.actual)} d’après le problème.`,
      wrong_sessions: (facts, names) =>
        `${stopOf(facts, names)} : les vacations annoncées ne sont pas celles du problème.`,
      wrong_staffing: (facts, names) => `${stopOf(facts, names)} : ce qui est dit de l’équipe est faux.`,
      wrong_score: (facts) => `Score annoncé ${number(facts.stated, 3)}, recalculé ${number(facts.actual, 3)}.`,
      bound_below_score: (facts) =>
        `La borne annoncée (${number(facts.bound, 3)}) est sous le score (${number(facts.score, 3)}).`,
      wrong_gap: (facts) =>
        `Écart annoncé ${number(Number(facts.stated) * 100, 3)} %, recalculé ${number(Number(facts.actual) * 100, 3)} %.`,
      wrong_account: (facts, names) =>
        `${facts.centreId === undefined ? 'Le plan' : stopOf(facts, names)} : ${PARTS[String(facts.part)] ?? String(facts.part)} ne sont pas ce que le problème donne.`,
    },
    classProved: (name, seen, bound) =>
      `${name} vus à temps : ${number(seen)} ; aucun plan n’en voit plus de ${number(bound)}, prouvé à nouveau.`,
    classNotProved: (name, said, found) =>
      `Le plafond annoncé de ${name} vus à temps (${number(said)}) n’a pas pu être prouvé : ${number(found)}.`,
    broken: 'Le plan ne tient pas :',
    holds: (score) => `Règles tenues. Score recalculé : ${number(score, 3)}.`,
    noCertificate: 'Aucun certificat de borne.',
    rejected: (reason) => `Certificat rejeté : ${REJECTIONS[reason] ?? reason}`,
    proved: (bound, gap) =>
      `Borne prouvée par les prix du certificat : ${number(bound, 3)} (écart ${number(gap * 100, 3)} %).`,
    refusedAgain: (refusal) => `Seconde résolution refusée : ${REFUSALS[refusal]?.({}, NO_NAMES) ?? refusal}`,
    provedAgain: (bound) => `Borne prouvée à nouveau par la résolution exacte : ${number(bound, 3)}.`,
    notProved: (said, found) => `La borne annoncée (${number(said, 3)}) n’a pas pu être prouvée : ${number(found, 3)}.`,
  },
}
