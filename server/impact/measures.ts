import type { PriorityClass } from '../../shared/appointment.ts'
import { daysBetween } from '../../shared/days.ts'
import type { ClassImpact, ImpactMeasures, Redirection } from '../../shared/impact.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { AppointmentFact, RedirectionFact, ReferralFact } from './impact-store.ts'

export const CLASSES: readonly PriorityClass[] = ['P1', 'P2', 'P3', 'P4']

/** What is counted together: a whole scope, or what of it belongs to a department or a centre. */
export type ImpactFacts = {
  /** First and last day of the period, included. */
  readonly from: string
  readonly to: string
  readonly stops: readonly Pick<StopSummary, 'stopId' | 'sessions'>[]
  readonly places: number
  readonly referrals: readonly ReferralFact[]
  readonly appointments: readonly AppointmentFact[]
  readonly redirections: readonly RedirectionFact[]
}

/** Counts a scope. A referral is followed when it was sent by the last day and neither seen nor closed before the first. */
export function measureImpact(facts: ImpactFacts): ImpactMeasures {
  const seen = facts.appointments.filter((appointment) => appointment.state === 'done')
  const absent = (state: 'no_show' | 'excused') =>
    facts.appointments.filter((appointment) => appointment.state === state).length
  return {
    classes: CLASSES.map((priorityClass) => classOf(priorityClass, facts, seen)),
    stops: facts.stops.length,
    days: facts.stops.reduce((days, stop) => days + new Set(stop.sessions.map((session) => session.date)).size, 0),
    medianDelayDays: median(seen.map(delayOf)),
    excused: absent('excused'),
    unexcused: absent('no_show'),
    places: facts.places,
    ...lostPlaces(facts.appointments),
    redirected: countRedirected(facts.redirections),
  }
}

function classOf(priorityClass: PriorityClass, facts: ImpactFacts, allSeen: readonly AppointmentFact[]): ClassImpact {
  const referrals = facts.referrals.filter((referral) => referral.priorityClass === priorityClass)
  const followed = referrals.filter((referral) => isFollowed(referral, facts))
  const seen = allSeen.filter((appointment) => appointment.priorityClass === priorityClass)
  const withDeadline = seen.filter((appointment) => appointment.deadline !== null)
  return {
    priorityClass,
    referred: followed.length,
    sent: followed.filter((referral) => localDateOf(referral.sentAt, PARIS) >= facts.from).length,
    seen: seen.length,
    withDeadline: withDeadline.length,
    inTime: withDeadline.filter((appointment) => appointment.date <= appointment.deadline!).length,
  }
}

function isFollowed(referral: ReferralFact, { from, to }: Pick<ImpactFacts, 'from' | 'to'>): boolean {
  if (localDateOf(referral.sentAt, PARIS) > to) return false
  if (referral.seenOn !== null && referral.seenOn < from) return false
  return referral.closedAt === null || referral.seenOn !== null || localDateOf(referral.closedAt, PARIS) >= from
}

/** Days from the referral to the visit, by the calendar. */
export function delayOf({ sentAt, date }: Pick<AppointmentFact, 'sentAt' | 'date'>): number {
  return daysBetween(localDateOf(sentAt, PARIS), date)
}

/** The middle value, the mean of the two middle ones when they are even in number; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const GIVEN_UP = new Set(['patient_declined', 'patient_cancelled', 'offer_expired'])
const HELD = new Set(['booked', 'confirmed', 'arrived', 'done', 'no_show'])

/** Places patients gave up or left unanswered before the visit, and those somebody else held afterwards. */
function lostPlaces(appointments: readonly AppointmentFact[]): { lost: number; refilled: number } {
  const lost = new Set(
    appointments
      .filter(({ state, endedReason }) => state === 'excused' || GIVEN_UP.has(endedReason ?? ''))
      .map((appointment) => appointment.slotId),
  )
  const held = new Set(appointments.filter(({ state }) => HELD.has(state)).map((appointment) => appointment.slotId))
  return { lost: lost.size, refilled: [...lost].filter((slotId) => held.has(slotId)).length }
}

function countRedirected(redirections: readonly RedirectionFact[]): Record<Redirection, number> {
  const counts: Record<Redirection, number> = { teleexpertise: 0, hospital_call: 0, other_centre: 0, overbooked: 0 }
  for (const { kind } of redirections) counts[kind] += 1
  return counts
}
