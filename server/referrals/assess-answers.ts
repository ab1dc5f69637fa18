import { z } from 'zod'
import { PriorityClass } from '../../shared/appointment.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { Answers, type Protocol, urgency } from '../../shared/protocol.ts'
import { type Assessment, Attestation } from '../../shared/referral.ts'
import type { Ports } from '../ports.ts'
import { judgeAll, openIn } from './check-answers.ts'
import { knownProtocols } from './protocols.ts'

/** A triage under way: whatever was answered so far. */
export const TriageUnderWay = z.object({
  specialty: z.string().max(40),
  lesions: z
    .array(z.object({ answers: Answers }))
    .min(1)
    .max(3),
  background: Answers,
  attestation: Attestation.nullable().default(null),
  priorityClass: PriorityClass.nullable().default(null),
})
export type TriageUnderWay = z.infer<typeof TriageUnderWay>

/** The protocol that judges new referrals of a specialty; refused when there is none. */
export function currentProtocol(specialty: string): Protocol | Refusal {
  return knownProtocols().current(specialty)?.protocol ?? refuse('unknown_specialty', { field: 'specialty' })
}

/**
 * What is missing or contradictory in a triage under way. In assisted mode, also the class the protocol proposes with
 * its code; in declared mode nothing of the kind leaves the server. Keeps nothing, concerns nobody.
 */
export function assessAnswers({ config }: Pick<Ports, 'config'>, triage: TriageUnderWay): Assessment | Refusal {
  const compiled = knownProtocols().current(triage.specialty)
  if (!compiled) return refuse('unknown_specialty', { field: 'specialty' })
  const { lesions, overall } = judgeAll(compiled, triage)
  const isAssisted = config.triageMode === 'assisted'
  const chosen =
    triage.priorityClass === null ? 0 : urgency(triage.priorityClass, triage.attestation === 'at_least_one')
  const floor = Math.max(urgency(overall.priorityClass, overall.redFlag), chosen)
  return {
    proposal: isAssisted ? overall : null,
    lesions: isAssisted ? lesions : null,
    open: openIn(compiled, triage, floor).map(({ lesion, question }) => ({ lesion, question })),
    incoherent: lesions.flatMap((verdict, index) => (verdict.incoherent ? [index] : [])),
  }
}
