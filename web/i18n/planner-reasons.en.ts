import { RELAXING_WORDS } from '../../shared/relaxing-words.ts'
import type { fr } from './planner-reasons.fr.ts'

const many = (count: string | undefined) => Number(count ?? '0') > 1
const s = (count: string | undefined) => (many(count) ? 's' : '')

/** What the planner says of a plan, code by code. */
export const en: typeof fr = {
  published: () => 'Already published: it stays.',
  pinned: () => 'Imposed by you.',
  sees_in_time: ({ total, places }) =>
    `Sees ${total} patient${s(total)} before their deadline, for ${places} place${s(places)}.`,
  only_stop_for: ({ total, urgent }) =>
    `For ${total} of them no other stop would do${urgent && urgent !== '0' ? ` (${urgent} of them P1 or P2)` : ''}.`,
  also_sees_late: ({ total }) => `Also sees ${total} patient${s(total)} after their deadline.`,
  newly_reachable: ({ people, nowhereElse }) =>
    `Brings care nearer to ${people} people${nowhereElse && nowhereElse !== '0' ? `, ${nowhereElse} of whom no other stop reaches` : ''}.`,
  department_first_visit: () => 'First visit in this department.',
  costs: ({ days, kilometres, points }) =>
    `Costs ${days} day${s(days)} out and ${kilometres} km, that is ${points} point${s(points)}.`,
  lost_without: ({ points }) =>
    points?.startsWith('-')
      ? `It costs the tour ${points.slice(1)} points: the price of this imposed choice.`
      : `Without it the tour would lose ${points} point${s(points)}, the others filled at best.`,

  better_use: ({ instead, first }) =>
    instead
      ? `The week is better spent at ${instead}.`
      : first
        ? `Other stops bring more (best day: ${first}).`
        : 'Other stops bring more.',
  not_worth_the_journey: ({ first }) => `Costs more than it brings${first ? `, even on ${first}` : ''}.`,
  unreachable_centre: () => 'No road leads there for the unit.',
  no_possible_stop: ({ centre }) => `No stop is possible there over the period${of(centre)}.`,

  too_few_days_in_a_row: ({ centre }) => `Too few days in a row are possible there${of(centre)}.`,
  outside_horizon: ({ centre, date }) => `Outside the period${of(centre)}${on(date)}.`,
  day_not_worked: ({ centre, date }) => `The unit does not consult on those days${of(centre)}${on(date)}.`,
  unit_out_of_service: ({ centre, date }) => `The unit is out of service${of(centre)}${on(date)}.`,
  centre_closed: ({ centre, date }) => `The centre is closed${of(centre)}${on(date)}.`,
  centre_not_offered: ({ centre, date }) => `The centre does not offer those days${of(centre)}${on(date)}.`,
  public_holiday: ({ centre, date }) => `A public holiday${of(centre)}${on(date)}.`,
  banned: ({ centre, date, from, until }) =>
    `Forbidden by you${of(centre)}${from ? ` from ${from} to ${until}` : on(date)}.`,
  no_specialist: ({ centre, date }) => `No authorised specialist is there${of(centre)}${on(date)}.`,
  stop_length: ({ centre, days, least, most }) =>
    `${centre ?? 'This centre'} hosts ${least} to ${most} days, not ${days}.`,
  days_per_stop_reversed: ({ centre, least, most }) =>
    `A stop there should last at least ${least} days, and at most ${most}${of(centre)}.`,
  within_one_week: () => 'A stop fits in one week, Monday to Sunday.',
  revisit_interval: ({ centre, weeks }) =>
    `Too soon after the last visit${of(centre)}${weeks ? `: at least ${weeks} weeks` : ''}.`,
  one_unit_at_a_centre: ({ centre }) => `Two units do not meet at one centre${of(centre)}.`,
  max_visits: ({ centre, most }) =>
    `No more visits over the period${of(centre)} than the centre accepts${most ? `: ${most}` : ''}.`,
  travel_fits: ({ centre, other }) =>
    `The drive does not fit between ${other ?? 'the stop before'} and ${centre ?? 'this one'}.`,
  pin_kept: ({ centre, first }) => `The imposed stop${of(centre)}${on(first)} cannot be kept.`,
  one_stop_a_week: () => 'A unit makes only one stop a week.',
  several_rules: () => 'Several rules keep them apart at once (interval, visits, drives).',
  pin: ({ centre, first, last, unit }) =>
    `Imposed stop: ${centre}${first ? `, ${first}${last ? ` to ${last}` : ''}` : ''}${unit ? ` (${unit})` : ''}.`,

  published_stop: ({ centre, first, last }) => `Already published: ${centre}, ${first} to ${last}.`,
  change_the_published: ({ centre, first }) =>
    `Let the published stop at ${centre} (${first}) change: “Repair” or “Stay close” in the request.`,
  move_the_pin: ({ centre, first }) => `Change or remove the imposed stop at ${centre}${first ? ` (${first})` : ''}.`,
  relax_rule: ({ rule, ruleText }) => RELAXING_WORDS.en[rule ?? ''] ?? `Relax this rule: ${ruleText}`,
  shorten_horizon: () => 'Plan a shorter period, then the next.',
  swap_the_days: () => 'Put the two ends in order.',
  extend_horizon: () => 'Choose an end date after the start date.',
  add_unit: () => 'Choose a mobile unit.',
  add_centre: () => 'Add centres to consider.',
  rebuild_travel: () => 'Compute the drive times again.',
  correct_reference: () => 'Correct the reference shown.',
  name_the_unit: () => 'Say in which unit each specialist works.',
  empty_horizon: () => 'The period ends before it starts.',
  horizon_too_long: ({ most }) => `The period is longer than ${most} days, the longest a tour may cover.`,
  days_reversed: ({ centre, first, last }) =>
    `The imposed stop${at(centre)} ends (${last}) before it begins (${first}).`,
  no_unit: () => 'No mobile unit.',
  no_centre: () => 'No centre to consider.',
  no_feasible_stop: () => 'No stop is possible under these rules.',
  pin_impossible: () => 'An imposed stop breaks a rule.',
  pins_in_conflict: () => 'Imposed stops cannot hold together.',
  interrupted: () => 'The search was cut short by a restart of the server. Start it again.',
  planner_failed: () =>
    'The search stopped on an unexpected error. Start it again; if it goes on, tell the administrator.',

  repeated_id: () => 'An identifier stands twice in the problem.',
  matrix_shape: () => 'The matrix of drives has the wrong size.',
  negative_travel: () => 'The matrix of drives holds a negative value.',
  unknown_centre: () => 'A centre named is not in the problem.',
  centre_beyond_list: () => 'A commune names a centre beyond the list of centres.',
  unknown_unit: () => 'A unit named is not in the problem.',
  unknown_commune: () => 'A commune named is not in the problem.',
  specialist_without_unit: ({ label }) => `${label} must be given a unit: there are several.`,

  beyond_reach: () => 'No centre is near enough.',
  deadline_before_horizon: () => 'Their deadline falls before the period.',
  window_outside_horizon: () => 'They would come after the period.',
  window_reversed: () => 'They can only be seen after their deadline.',
  places_taken: () => 'The places within their reach go to more urgent patients.',
  no_possible_day_in_time: () => 'No centre within their reach is free in time.',
  no_stop_in_time: () => 'No stop within their reach.',
  stop_too_late: () => 'The stop within their reach comes too late.',

  add_a_centre_nearer: () => 'A nearer centre.',
  refer_elsewhere: () => 'Teleexpertise or hospital: do not wait.',
  one_more_day: ({ centre, first }) => `One more day${at(centre)}${first ? ` (stop of ${first})` : ''}.`,
  second_specialist: ({ centre, first }) => `A second specialist${at(centre)}${first ? ` (stop of ${first})` : ''}.`,
  second_stop: ({ centre }) => `A second stop${at(centre)}.`,
  open_a_date: () => 'Open a date at a centre within their reach.',
  next_possible_day: ({ centre, date }) => `Next possible day: ${date}${at(centre)}.`,
  stop_on_another_day: ({ centre, date, daysLate }) =>
    `A stop${at(centre)}${date ? ` from ${date}` : ''}${daysLate ? `: the one of this tour comes ${daysLate} day${s(daysLate)} too late` : ''}.`,

  school_holidays: ({ date }) => `School holidays from ${date}.`,
  beside_public_holiday: ({ date }) => `The day before or after a public holiday (${date}).`,
  difficult_access: ({ date }) => `Difficult access (${date}).`,
  to_be_staffed: () => 'To be staffed: no specialist signed up yet.',
  nothing_worth_a_stop: () => 'No stop brings more than it costs: the tour is empty.',
  changes_over_limit: ({ changed, limit }) =>
    `${changed} published stop${s(changed)} changed, for ${limit} allowed: those that can no longer stand are replaced in any case.`,
  readiness_red: () => 'Preparation blocked.',
  readiness_amber: () => 'Preparation incomplete.',
  late_arrival: () => 'Late arrival the evening before.',
}

function of(centre: string | undefined): string {
  return centre ? ` (${centre})` : ''
}
function at(centre: string | undefined): string {
  return centre ? ` at ${centre}` : ''
}
function on(date: string | undefined): string {
  return date ? ` on ${date}` : ''
}
