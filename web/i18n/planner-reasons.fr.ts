import { atPlace, ofPlace } from '../../shared/place-names.ts'
import { RELAXING_WORDS } from '../../shared/relaxing-words.ts'

/** Facts of a reason: centres by name, dates and numbers already in words. */
type Facts = Readonly<Record<string, string>>

const many = (count: string | undefined) => Number((count ?? '0').replace(',', '.')) > 1
const s = (count: string | undefined) => (many(count) ? 's' : '')

/** What the planner says of a plan, code by code. The rules come first, each worded as what keeps a stop from standing. */
export const fr: Readonly<Record<string, (facts: Facts) => string>> = {
  published: () => 'Étape déjà publiée : elle reste.',
  pinned: () => 'Étape imposée par vous.',
  sees_in_time: ({ total, places }) =>
    `Voit ${total} patient${s(total)} avant leur date limite, pour ${places} place${s(places)}.`,
  only_stop_for: ({ total, urgent }) =>
    `Pour ${total} d’entre eux, aucune autre étape ne conviendrait${urgent && urgent !== '0' ? ` (dont ${urgent} P1 ou P2)` : ''}.`,
  also_sees_late: ({ total }) => `Voit aussi ${total} patient${s(total)} après leur date limite.`,
  newly_reachable: ({ people, nowhereElse }) =>
    `Rapproche ${people} habitants${nowhereElse && nowhereElse !== '0' ? `, dont ${nowhereElse} qu’aucune autre étape n’atteint` : ''}.`,
  department_first_visit: () => 'Premier passage dans ce département.',
  costs: ({ days, kilometres, points }) =>
    `Coûte ${days} jour${s(days)} de mission et ${kilometres} km, soit ${points} point${s(points)}.`,
  lost_without: ({ points }) =>
    points?.startsWith('-')
      ? `Elle coûte ${points.slice(1)} points à la tournée : c’est le prix de ce choix imposé.`
      : `Sans elle, la tournée perdrait ${points} point${s(points)}, les autres étant remplies au mieux.`,

  better_use: ({ instead, first }) =>
    instead
      ? `La semaine est mieux employée ${atPlace(instead)}.`
      : first
        ? `D’autres étapes apportent davantage (meilleure date : ${first}).`
        : 'D’autres étapes apportent davantage.',
  not_worth_the_journey: ({ first }) => `Coûte plus qu’elle n’apporte${first ? `, même le ${first}` : ''}.`,
  unreachable_centre: () => 'Aucune route n’y mène pour l’unité.',
  no_possible_stop: ({ centre }) => `Aucune étape n’y est possible sur la période${centre ? ` (${centre})` : ''}.`,

  too_few_days_in_a_row: ({ centre }) => `Trop peu de jours de suite y sont possibles${of(centre)}.`,
  outside_horizon: ({ centre, date }) => `Hors de la période${of(centre)}${on(date)}.`,
  day_not_worked: ({ centre, date }) => `L’unité ne consulte pas ces jours-là${of(centre)}${on(date)}.`,
  unit_out_of_service: ({ centre, date }) => `L’unité est immobilisée${of(centre)}${on(date)}.`,
  centre_closed: ({ centre, date }) => `Le centre est fermé${of(centre)}${on(date)}.`,
  centre_not_offered: ({ centre, date }) => `Le centre n’offre pas ces dates${of(centre)}${on(date)}.`,
  public_holiday: ({ centre, date }) => `Jour férié${of(centre)}${on(date)}.`,
  banned: ({ centre, date, from, until }) =>
    `Interdit par vous${of(centre)}${from ? ` du ${from} au ${until}` : on(date)}.`,
  no_specialist: ({ centre, date }) => `Aucun spécialiste autorisé n’est présent${of(centre)}${on(date)}.`,
  stop_length: ({ centre, days, least, most }) =>
    `${centre ?? 'Ce centre'} accueille de ${least} à ${most} jours, pas ${days}.`,
  days_per_stop_reversed: ({ centre, least, most }) =>
    `Une étape devrait y durer au moins ${least} jours, et au plus ${most}${of(centre)}.`,
  within_one_week: () => 'Une étape tient dans une seule semaine, du lundi au dimanche.',
  revisit_interval: ({ centre, weeks }) =>
    `Trop tôt après le passage précédent${of(centre)}${weeks ? ` : ${weeks} semaines au moins` : ''}.`,
  one_unit_at_a_centre: ({ centre }) => `Deux unités ne se croisent pas au même centre${of(centre)}.`,
  max_visits: ({ centre, most }) =>
    `Pas plus de passages${of(centre)} sur la période que le centre n’en accepte${most ? ` : ${most}` : ''}.`,
  travel_fits: ({ centre, other }) =>
    `La route ne tient pas entre ${other ?? 'l’étape précédente'} et ${centre ?? 'celle-ci'}.`,
  pin_kept: ({ centre, first }) => `L’étape imposée${of(centre)}${on(first)} ne peut pas être tenue.`,
  one_stop_a_week: () => 'Une unité ne fait qu’une étape par semaine.',
  several_rules: () => 'Plusieurs règles les séparent à la fois (intervalle, passages, route).',
  pin: ({ centre, first, last, unit }) =>
    `Étape imposée : ${centre}${first ? `, du ${first}${last ? ` au ${last}` : ''}` : ''}${unit ? ` (${unit})` : ''}.`,

  published_stop: ({ centre, first, last }) => `Étape déjà publiée : ${centre}, du ${first} au ${last}.`,
  change_the_published: ({ centre, first }) =>
    `Laissez changer l’étape publiée ${ofPlace(centre ?? '')} (${first}) : « Réparer » ou « Rester proche », dans la demande.`,
  move_the_pin: ({ centre, first }) =>
    `Changez ou retirez l’étape imposée${centre ? ` ${ofPlace(centre)}` : ''}${first ? ` (${first})` : ''}.`,
  relax_rule: ({ rule, ruleText }) => RELAXING_WORDS.fr[rule ?? ''] ?? `Relâchez cette règle : ${ruleText}`,
  shorten_horizon: () => 'Planifiez une période plus courte, puis la suivante.',
  swap_the_days: () => 'Remettez les deux bornes dans l’ordre.',
  extend_horizon: () => 'Choisissez une date de fin après la date de début.',
  add_unit: () => 'Choisissez une unité mobile.',
  add_centre: () => 'Ajoutez des centres à considérer.',
  rebuild_travel: () => 'Recalculez les temps de route.',
  correct_reference: () => 'Corrigez la référence indiquée.',
  name_the_unit: () => 'Dites dans quelle unité chaque spécialiste travaille.',
  empty_horizon: () => 'La période se termine avant de commencer.',
  horizon_too_long: ({ most }) => `La période dépasse ${most} jours, le plus long qu’une tournée puisse couvrir.`,
  days_reversed: ({ centre, first, last }) =>
    `L’étape imposée${at(centre)} finit (${last}) avant de commencer (${first}).`,
  no_unit: () => 'Aucune unité mobile.',
  no_centre: () => 'Aucun centre à considérer.',
  no_feasible_stop: () => 'Aucune étape n’est possible avec ces règles.',
  pin_impossible: () => 'Une étape imposée enfreint une règle.',
  pins_in_conflict: () => 'Des étapes imposées ne peuvent pas tenir ensemble.',
  interrupted: () => 'La recherche a été interrompue par un redémarrage du serveur. Relancez-la.',
  planner_failed: () =>
    'La recherche s’est arrêtée sur une erreur inattendue. Relancez-la ; si cela continue, prévenez l’administrateur.',

  repeated_id: () => 'Un identifiant figure deux fois dans le problème.',
  matrix_shape: () => 'La matrice des trajets n’a pas la bonne taille.',
  negative_travel: () => 'La matrice des trajets contient une valeur négative.',
  unknown_centre: () => 'Un centre cité n’est pas dans le problème.',
  centre_beyond_list: () => 'Une commune cite un centre au-delà de la liste des centres.',
  unknown_unit: () => 'Une unité citée n’est pas dans le problème.',
  unknown_commune: () => 'Une commune citée n’est pas dans le problème.',
  specialist_without_unit: ({ label }) => `${label} doit être affecté à une unité : il y en a plusieurs.`,

  beyond_reach: () => 'Aucun centre n’est assez près.',
  deadline_before_horizon: () => 'Leur date limite tombe avant la période.',
  window_outside_horizon: () => 'Ils arriveraient après la période.',
  window_reversed: () => 'Ils ne peuvent être vus qu’après leur date limite.',
  places_taken: () => 'Les places à leur portée vont à plus urgents.',
  no_possible_day_in_time: () => 'Aucun centre à leur portée n’est libre à temps.',
  no_stop_in_time: () => 'Aucune étape à leur portée.',
  stop_too_late: () => 'L’étape à leur portée vient trop tard.',

  add_a_centre_nearer: () => 'Un centre plus proche.',
  refer_elsewhere: () => 'Téléexpertise ou hôpital : ne pas attendre.',
  one_more_day: ({ centre, first }) => `Un jour de plus${at(centre)}${first ? ` (étape du ${first})` : ''}.`,
  second_specialist: ({ centre, first }) => `Un second spécialiste${at(centre)}${first ? ` (étape du ${first})` : ''}.`,
  second_stop: ({ centre }) => `Une seconde étape${at(centre)}.`,
  open_a_date: () => 'Ouvrir une date dans un centre à leur portée.',
  next_possible_day: ({ centre, date }) => `Prochain jour possible : ${date}${at(centre)}.`,
  stop_on_another_day: ({ centre, date, daysLate }) =>
    `Une étape${at(centre)}${date ? ` dès le ${date}` : ''}${daysLate ? ` : celle de cette tournée vient ${daysLate} jour${s(daysLate)} trop tard` : ''}.`,

  school_holidays: ({ date }) => `Vacances scolaires à partir du ${date}.`,
  beside_public_holiday: ({ date }) => `Veille ou lendemain de jour férié (${date}).`,
  difficult_access: ({ date }) => `Accès difficile (${date}).`,
  to_be_staffed: () => 'À pourvoir : aucun spécialiste encore inscrit.',
  nothing_worth_a_stop: () => 'Aucune étape n’apporte plus qu’elle ne coûte : la tournée est vide.',
  changes_over_limit: ({ changed, limit }) =>
    `${changed} étape${s(changed)} publiée${s(changed)} changée${s(changed)}, pour ${limit} permise${s(limit)} : celles qui ne peuvent plus tenir sont remplacées quoi qu’il en soit.`,
  readiness_red: () => 'Préparation bloquée.',
  readiness_amber: () => 'Préparation incomplète.',
  late_arrival: () => 'Arrivée tardive la veille.',
}

function of(centre: string | undefined): string {
  return centre ? ` (${centre})` : ''
}
function at(centre: string | undefined): string {
  return centre ? ` ${atPlace(centre)}` : ''
}
function on(date: string | undefined): string {
  return date ? ` le ${date}` : ''
}
