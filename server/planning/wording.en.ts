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

// What plans and refusals say in English, code by code, and the words around them on a terminal.

const { number, count, classes } = figuresIn('en')

const STOP_REASONS: Record<string, Words> = {
  published: () => 'Already published: this stop is kept as it is.',
  pinned: () => 'Pinned by the planner.',
  sees_in_time: (facts) =>
    `Sees ${count(facts.total, 'patient', 'patients')} in time (${classes(facts)}) for ${count(facts.places, 'place', 'places')}.`,
  only_stop_for: (facts) =>
    `${count(facts.total, 'patient', 'patients')} could be seen in time at no other stop, ${number(facts.urgent)} of them P1 or P2.`,
  also_sees_late: (facts) => `Places left take ${count(facts.total, 'patient', 'patients')} after their deadline.`,
  newly_reachable: (facts) =>
    `Brings ${count(facts.people, 'person', 'people')} within reach, ${number(facts.nowhereElse)} of whom no other stop reaches.`,
  department_first_visit: () => 'First visit in this department.',
  costs: (facts) =>
    `Costs ${count(facts.days, 'day', 'days')} out and ${number(facts.kilometres)} km, that is ${count(facts.points, 'point', 'points')}.`,
  lost_without: (facts) =>
    Number(facts.points) >= 0
      ? `Without it, the plan would lose ${count(facts.points, 'point', 'points')}, the other stops having taken over what they can.`
      : `It costs the plan ${number(-Number(facts.points))} points: the price of this imposed choice.`,
}

const WARNINGS: Record<string, Words> = {
  school_holidays: (facts, names) => `School holidays of the zone (${dateOf(facts.date, names)}): fewer patients come.`,
  beside_public_holiday: (facts, names) => `The day before or after a public holiday (${dateOf(facts.date, names)}).`,
  difficult_access: (facts, names) => `Difficult access at that time (${dateOf(facts.date, names)}).`,
  to_be_staffed: () => 'No specialist named: the stop is to be staffed, and cannot be published as it is.',
  readiness_amber: () => 'The place is not fully prepared.',
  readiness_red: () => 'A blocking point of preparation keeps it from being published.',
  late_arrival: () => 'Late arrival in the evening before the first session.',
  nothing_worth_a_stop: () => 'At these rates no stop brings more than it costs: the plan is empty.',
  changes_over_limit: (facts) =>
    `${count(facts.changed, 'published stop', 'published stops')} changed, for ${number(facts.limit)} allowed.`,
}

const RULES: Record<string, Words> = {
  outside_horizon: () => 'The day is outside the planned period.',
  day_not_worked: () => 'The unit does not work that day.',
  unit_out_of_service: () => 'The unit is out of service.',
  centre_closed: () => 'The centre is closed.',
  centre_not_offered: () => 'The centre does not offer that date.',
  public_holiday: () => 'A public holiday.',
  banned: (facts, names) =>
    facts.from === undefined
      ? 'Forbidden by the planner.'
      : `Forbidden by the planner from ${dateOf(facts.from, names)} to ${dateOf(facts.until, names)}.`,
  no_specialist: () => 'No specialist authorised in this department is available.',
  too_few_days_in_a_row: () => 'Too few days in a row are possible.',
  stop_length: (facts) =>
    `A stop there lasts ${number(facts.least)} to ${number(facts.most)} days, not ${number(facts.days)}.`,
  days_per_stop_reversed: (facts) =>
    `A stop there should last at least ${number(facts.least)} days, and at most ${number(facts.most)}.`,
  within_one_week: () => 'A stop fits in a single week, Monday to Sunday.',
  revisit_interval: (facts) =>
    `The interval between two visits${facts.weeks === undefined ? '' : ` (${number(facts.weeks)} weeks)`} has not passed.`,
  one_unit_at_a_centre: () => 'Another unit is there the same week.',
  max_visits: (facts) => `The centre accepts no more than ${count(facts.most, 'visit', 'visits')}.`,
  travel_fits: () => 'The drive from the stop before does not fit in the days there are to drive.',
  pin_kept: () => 'A pinned stop is missing from the plan.',
  unreachable_centre: () => 'No road leads to the centre from the depot, or it is beyond the distance allowed.',
  one_stop_a_week: () => 'A unit makes only one stop a week.',
  several_rules: () => 'Several rules keep them apart at once (interval, visits, drives).',
  no_possible_stop: () => 'No stop is possible there on the dates wanted.',
  better_use: (facts, names) =>
    facts.points === undefined
      ? 'The plan makes better use of the weeks there are.'
      : `The best stop possible (${dateOf(facts.first, names)}) would change the score by ${count(facts.points, 'point', 'points')} in place of ${facts.insteadOf === undefined ? 'another' : names.centre(String(facts.insteadOf))}.`,
  not_worth_the_journey: (facts, names) =>
    `The best stop possible (${dateOf(facts.first, names)}) would change the score by ${count(facts.points, 'point', 'points')}: it is not worth the journey.`,
}

const UNSERVED: Record<string, Words> = {
  beyond_reach: () => 'No centre is within the reach of these patients.',
  deadline_before_horizon: () => 'Their deadline passes before the period begins.',
  window_outside_horizon: () => 'Their window is outside the period.',
  window_reversed: () => 'They can only be seen after their deadline.',
  no_possible_day_in_time: () => 'No centre within their reach is open to the unit before their deadline.',
  no_stop_in_time: () => 'No stop within their reach in this plan.',
  stop_too_late: () => 'The stop within their reach comes after their deadline.',
  places_taken: () => 'The places of the stops within their reach go to more urgent patients.',
}

const REMEDIES: Record<string, Words> = {
  add_a_centre_nearer: () => 'Add a nearer host centre.',
  refer_elsewhere: () => 'Refer them elsewhere (teleexpertise, hospital).',
  open_a_date: () => 'Open a date at a centre within their reach.',
  next_possible_day: (facts, names) =>
    `First day possible: ${dateOf(facts.date, names)} at ${centreOf(facts, names)}, too late for them.`,
  stop_on_another_day: (facts, names) =>
    `A stop at ${centreOf(facts, names)} from ${dateOf(facts.date, names)} would see them in time${facts.daysLate === undefined ? '' : ` (the plan’s comes ${count(facts.daysLate, 'day', 'days')} too late)`}.`,
  one_more_day: (facts, names) => `One more day at ${centreOf(facts, names)} (${dateOf(facts.first, names)}).`,
  second_specialist: (facts, names) =>
    `A second specialist at ${centreOf(facts, names)} (${dateOf(facts.first, names)}).`,
  second_stop: (facts, names) => `Another stop near ${centreOf(facts, names)}.`,
}

const REFUSALS: Record<string, Words> = {
  empty_horizon: (facts, names) =>
    `The period ends (${dateOf(facts.to, names)}) before it begins (${dateOf(facts.from, names)}).`,
  horizon_too_long: (facts, names) =>
    `The period (${dateOf(facts.from, names)} to ${dateOf(facts.to, names)}) is longer than ${number(facts.most)} days, the longest a plan may cover.`,
  days_reversed: (facts, names) =>
    `The pinned stop at ${centreOf(facts, names)} ends (${dateOf(facts.last, names)}) before it begins (${dateOf(facts.first, names)}).`,
  no_unit: () => 'No unit to plan.',
  no_centre: () => 'No candidate host centre.',
  repeated_id: (facts) => `The identifier ${number(facts.id)} is given twice.`,
  matrix_shape: (facts) =>
    `The matrix ${number(facts.matrix)} must have ${number(facts.expected)} rows and columns: one for each depot, then one for each centre.`,
  negative_travel: (facts) =>
    `The matrix ${number(facts.matrix)} holds a negative value (row ${number(facts.row)}, column ${number(facts.column)}).`,
  unknown_centre: (facts) => `The centre ${number(facts.id)} is not in the problem.`,
  centre_beyond_list: (facts) =>
    `The commune ${number(facts.communeId)} names centre number ${number(facts.id)}; the last of the list is number ${number(facts.last)} (counted from 0).`,
  unknown_unit: (facts) => `The unit ${number(facts.id)} is not in the problem.`,
  unknown_commune: (facts) => `The commune ${number(facts.id)} is not in the problem.`,
  specialist_without_unit: (facts) => `${number(facts.label)} must be given a unit: there are several.`,
  pin_impossible: () => 'A pinned stop is impossible.',
  pins_in_conflict: () => 'These pinned stops cannot hold together.',
  no_feasible_stop: () => 'No stop is possible, at any centre.',
  pin: (facts, names) =>
    `Pinned stop: ${centreOf(facts, names)}${facts.first === undefined ? '' : `, ${dateOf(facts.first, names)}`}${facts.last === undefined ? '' : ` – ${dateOf(facts.last, names)}`}${facts.unitId === undefined ? '' : ` (${names.unit(String(facts.unitId))})`}.`,
  published_stop: (facts, names) =>
    `Published stop: ${centreOf(facts, names)}${facts.first === undefined ? '' : `, ${dateOf(facts.first, names)}`}${facts.last === undefined ? '' : ` – ${dateOf(facts.last, names)}`}${facts.unitId === undefined ? '' : ` (${names.unit(String(facts.unitId))})`}.`,
}

const SUGGESTIONS: Record<string, Words> = {
  extend_horizon: () => 'Choose an end after the beginning.',
  add_unit: () => 'Add a unit.',
  add_centre: () => 'Add candidate centres.',
  correct_reference: () => 'Correct the reference.',
  rebuild_travel: () => 'Compute the drives again.',
  name_the_unit: () => 'Give each specialist a unit.',
  shorten_horizon: () => 'Plan a shorter period, then the next.',
  swap_the_days: () => 'Put the two ends in order.',
  move_the_pin: (facts, names) =>
    `Move or free the stop at ${centreOf(facts, names)}${facts.first === undefined ? '' : ` (${dateOf(facts.first, names)})`}.`,
  change_the_published: (facts, names) =>
    `Let the published stop at ${centreOf(facts, names)}${facts.first === undefined ? '' : ` (${dateOf(facts.first, names)})`} change: mode “repair”, “nearby” or “optimise”.`,
  relax_rule: (facts, names) =>
    RELAXING_WORDS.en[String(facts.rule)] ??
    `Relax the rule: ${(RULES[String(facts.rule)] ?? (() => String(facts.rule)))(facts, names)}`,
}

const stopOf = (facts: Facts, names: PlanNames) => `${centreOf(facts, names)}, ${dateOf(facts.first, names)}`

const PARTS: Readonly<Record<string, string>> = {
  sees: 'the patients stated',
  newlyReachable: 'the people within reach',
  newlyReachableNowhereElse: 'the people it alone reaches',
  terms: 'the terms of the score',
  points: 'the points',
  isPinned: 'the imposed choices',
  isPublished: 'the published stops',
  units: 'the drives',
  unserved: 'the patients not seen',
  changes: 'the changes listed',
}

const REJECTIONS: Readonly<Record<string, string>> = {
  other_problem: 'it was made for another problem than the file’s.',
  unknown_price: 'it puts a price on a rule this problem does not have.',
  negative_price: 'it holds a negative price, which proves nothing.',
  bound_not_proved: 'its prices prove less than the bound it states.',
}

/** What plans and refusals say in English. */
export const en: PlanWords = {
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
  terms: {
    seen_P1: 'P1 seen in time',
    seen_P2: 'P2 seen in time',
    seen_P3: 'P3 seen in time',
    seen_P4: 'P4 seen in time',
    newly_reachable: 'People newly within reach',
    department_first_visit: 'Departments visited for the first time',
    days_on_road: 'Days on the road',
    set_ups: 'Set-ups',
    kilometres: 'Kilometres',
  },
  colon: ': ',
  proof({ proof, gap, boundStillTightening }) {
    if (proof === 'optimal') return 'Optimal: no other plan scores more, and that is proved.'
    if (gap * 100 < 0.005) return 'No plan can do better, and that is proved.'
    const sentence = `No plan can do better than ${number(gap * 100, 2)}% above this one.`
    return boundStillTightening ? `${sentence} The bound is still tightening.` : sentence
  },
  printed: {
    title: (name, from, to) => `${name}, ${from} to ${to}`,
    score: (score, bound, gap) =>
      `Score ${number(score)} patient-equivalent points, bound ${number(bound)} (gap ${number(gap * 100, 2)}%).`,
    classBound: (name, seen, bound) =>
      `${name} seen in time: ${number(seen)}; no plan sees more than ${number(bound)}.`,
    changes: 'Changes to what is published',
    change: { kept: 'Stop kept', added: 'Stop added', removed: 'Stop removed', moved: 'Stop moved' },
    andOthers: (names, others) => (others === 0 ? names : `${names} and ${others} others`),
    term: 'Term',
    amount: 'Amount',
    points: 'Points',
    unit: (name, stops, kilometres, hours) =>
      `${name}: ${count(stops, 'stop', 'stops')}, ${number(kilometres, 0)} km, ${number(hours)} h on the road`,
    stop: 'Stop',
    first: 'From',
    last: 'To',
    places: 'Places',
    late: 'Late',
    absentCentres: 'Centres without a stop',
    unserved: 'Patients not seen in time',
    beyondReach: 'beyond reach',
  },
  verified: {
    more: (count) => `and ${number(count)} more.`,
    breaches: {
      unknown_unit: () => 'A unit of the plan is not in the problem.',
      unknown_centre: (facts) => `The centre ${number(facts.centreId)} is not in the problem.`,
      wrong_places: (facts, names) =>
        `${stopOf(facts, names)}: ${number(facts.stated)} places stated, ${number(facts.actual)} by the problem.`,
      wrong_sessions: (facts, names) => `${stopOf(facts, names)}: the sessions stated are not the problem’s.`,
      wrong_staffing: (facts, names) => `${stopOf(facts, names)}: what is said of who consults is wrong.`,
      wrong_score: (facts) => `Score stated ${number(facts.stated, 3)}, computed again ${number(facts.actual, 3)}.`,
      bound_below_score: (facts) =>
        `The bound stated (${number(facts.bound, 3)}) is below the score (${number(facts.score, 3)}).`,
      wrong_gap: (facts) =>
        `Gap stated ${number(Number(facts.stated) * 100, 3)}%, computed again ${number(Number(facts.actual) * 100, 3)}%.`,
      wrong_account: (facts, names) =>
        `${facts.centreId === undefined ? 'The plan' : stopOf(facts, names)}: ${PARTS[String(facts.part)] ?? String(facts.part)} are not what the problem gives.`,
    },
    classProved: (name, seen, bound) =>
      `${name} seen in time: ${number(seen)}; no plan sees more than ${number(bound)}, proved once more.`,
    classNotProved: (name, said, found) =>
      `The most ${name} seen in time stated (${number(said)}) could not be proved: ${number(found)}.`,
    broken: 'The plan does not hold:',
    holds: (score) => `Rules kept. Score computed again: ${number(score, 3)}.`,
    noCertificate: 'No certificate of a bound.',
    rejected: (reason) => `Certificate rejected: ${REJECTIONS[reason] ?? reason}`,
    proved: (bound, gap) =>
      `Bound proved by the certificate’s prices: ${number(bound, 3)} (gap ${number(gap * 100, 3)}%).`,
    refusedAgain: (refusal) => `Solving it again was refused: ${REFUSALS[refusal]?.({}, NO_NAMES) ?? refusal}`,
    provedAgain: (bound) => `Bound proved once more by the exact solver: ${number(bound, 3)}.`,
    notProved: (said, found) => `The bound given (${number(said, 3)}) could not be proved: ${number(found, 3)}.`,
  },
}
