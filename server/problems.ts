import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { isRefusal, type Problem, type Refusal } from '../shared/problem.ts'
import { accessRefusals } from './access/refusals.ts'
import { appointmentRefusals } from './appointments/refusals.ts'
import { demoRefusals } from './demo/refusals.ts'
import { messageRefusals } from './messages/refusals.ts'
import { operationsRefusals } from './operations/refusals.ts'
import { pictureRefusals } from './pictures/refusals.ts'
import { commonRefusals, type RefusalTexts } from './problem-texts.ts'
import { referralRefusals } from './referrals/refusals.ts'
import { territoryRefusals } from './territory/refusals.ts'
import { tourRefusals } from './tours/refusals.ts'
import { unitRefusals } from './tours/unit-refusals.ts'

export type Language = 'fr' | 'en'

const texts: RefusalTexts = {
  ...commonRefusals,
  ...accessRefusals,
  ...demoRefusals,
  ...territoryRefusals,
  ...tourRefusals,
  ...unitRefusals,
  ...referralRefusals,
  ...appointmentRefusals,
  ...messageRefusals,
  ...pictureRefusals,
  ...operationsRefusals,
}

/** A refusal on its way out of a route; `app.ts` turns it into a `Problem` with its status. */
export class ProblemError extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refusal)
    this.refusal = refusal
  }
}

/** Hands a result on, or leaves the route with its refusal. */
export function orRefuse<T>(result: T): Exclude<T, Refusal> {
  if (isRefusal(result)) throw new ProblemError(result)
  return result as Exclude<T, Refusal>
}

/** The HTTP answer to a refusal: status and sentence by code. A code without a sentence is a bug and answers 500. */
export function toProblem(refusal: Refusal, language: Language): { status: ContentfulStatusCode; body: Problem } {
  const text = texts[refusal.refusal] ?? commonRefusals.internal
  return {
    status: text.status,
    body: {
      code: refusal.refusal in texts ? refusal.refusal : 'internal',
      message: fill(text[language], refusal.details),
      ...(refusal.field === undefined ? {} : { field: refusal.field }),
      ...(refusal.details === undefined ? {} : { details: { ...refusal.details } }),
    },
  }
}

/** Puts the facts of a refusal into its sentence: `{name}` reads `details.name`. */
function fill(sentence: string, details: Refusal['details']): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(details?.[name] ?? whole))
}
