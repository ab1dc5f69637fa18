import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { MatrixQuestion, TravelMatrix } from '../../shared/travel.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import type { Roads } from './measure-roads.ts'

/** What looking at a tour needs: its tables, today, and the roads. */
export type Looking = Pick<Ports, 'db' | 'clock'> & { readonly travel: Roads }

/** A road was asked for that nobody had measured: the tour, or another of its unit, changed since. */
class NotMeasured extends Error {}

/**
 * Looks at a tour, then looks again and writes in one transaction, so that what was decided still holds when it is
 * written. The roads are measured the first time alone: no transaction waits for a network. Refused as `look` and
 * `write` do, and with `changed_meanwhile` when the second look would take other roads.
 */
export async function decideOnRoads<Seen extends object, Done extends object>(
  ports: Ports,
  look: (looking: Looking) => Promise<Seen | Refusal>,
  write: (trx: Transaction, seen: Seen) => Promise<Done | Refusal>,
): Promise<Done | Refusal> {
  const known = new Map<string, TravelMatrix>()
  const keyOf = (question: MatrixQuestion) => JSON.stringify(question)
  const measuring: Roads = {
    async matrix(question) {
      const matrix = await ports.travel.matrix(question)
      known.set(keyOf(question), matrix)
      return matrix
    },
  }
  const measured: Roads = {
    async matrix(question) {
      const matrix = known.get(keyOf(question))
      if (!matrix) throw new NotMeasured()
      return matrix
    },
  }
  const first = await look({ ...ports, travel: measuring })
  if (isRefusal(first)) return first
  try {
    return await transaction(ports.db, async (trx) => {
      const seen = await look({ ...ports, db: trx, travel: measured })
      return isRefusal(seen) ? seen : write(trx, seen)
    })
  } catch (error) {
    if (error instanceof NotMeasured) return refuse('changed_meanwhile')
    throw error
  }
}
