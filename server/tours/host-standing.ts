import type { HostAnswer, HostAnswerInput, HostStanding } from '../../shared/host.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopState } from '../../shared/tour.ts'

type Days = { readonly firstDay: LocalDate; readonly lastDay: LocalDate }

/** Where a centre stands on the present days of its stop: the latest answer about exactly these days counts. `answers` newest first. */
export function hostStanding(days: Days, answers: readonly Pick<HostAnswer, keyof Days | 'answer'>[]): HostStanding {
  const about = answers.find((answer) => answer.firstDay === days.firstDay && answer.lastDay === days.lastDay)
  if (about) return about.answer
  return answers.length > 0 ? 'outdated' : 'awaiting'
}

/** A centre's place in the gate: what it answered, whether its agreement is needed, and why it said no. */
export type HostAgreement = {
  readonly standing: HostStanding
  readonly required: boolean
  readonly reason: string | null
}

/**
 * Whether a centre keeps a version from being published: a stop not yet published needs its agreement to these very days;
 * one that is published and has not begun is held back only by a refusal of the days it now has.
 */
export function isHeldBack({ standing, required }: HostAgreement, state: StopState): boolean {
  if (!required) return false
  if (state === 'planned') return standing !== 'accepted'
  return state === 'published' && standing === 'declined'
}

/** Whether a centre has yet to agree where nothing waits for it: a warning, said until it answers or the stop begins. */
export function isHostToAsk(host: HostAgreement, state: StopState): boolean {
  const isToCome = state === 'planned' || state === 'published'
  return isToCome && host.standing !== 'accepted' && !isHeldBack(host, state)
}

/** What an answer lacks: reasons for a refusal, a name, other days that can be. Null when it may be kept. */
export function answerFault(input: HostAnswerInput, today: LocalDate): Refusal | null {
  if (!input.name) return refuse('host_name_missing', { field: 'name' })
  if (input.answer === 'declined' && !input.reason) return refuse('host_reason_missing', { field: 'reason' })
  const wrong = input.offered.findIndex((days) => days.lastDay < days.firstDay || days.firstDay < today)
  return wrong === -1 ? null : refuse('offered_days_wrong', { field: `offered.${wrong}.firstDay` })
}
