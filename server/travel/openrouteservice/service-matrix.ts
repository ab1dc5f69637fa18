import { z } from 'zod'
import { distanceMetres } from '../../../shared/geo.ts'
import { type MatrixQuestion, reasonNumber, type TravelMatrix } from '../../../shared/travel.ts'
import { startMatrix } from '../cache/matrix-rows.ts'
import { callService, dataDateOf, type ServiceAddress, type ServiceFailure } from './service-call.ts'
import { groupsOf, halves, type ServiceLimits } from './service-limits.ts'

const Snapped = z.object({ snapped_distance: z.number().optional() }).nullable()
const MatrixAnswer = z.object({
  durations: z.array(z.array(z.number().nullable())),
  distances: z.array(z.array(z.number().nullable())),
  sources: z.array(Snapped),
  destinations: z.array(Snapped),
  metadata: z.unknown(),
})
type MatrixAnswer = z.infer<typeof MatrixAnswer>

export type ServiceMatrix = {
  readonly matrix: Omit<TravelMatrix, 'source'>
  readonly failures: ReadonlySet<ServiceFailure>
  readonly implausible: number
  readonly dataDate: string | null
}

type Block = { from: number[]; to: number[] }

/** Failures about the question: a smaller one may do. After any other, nothing more is asked. */
const DIVIDED = new Set<ServiceFailure>(['point_not_found', 'over_limit', 'no_route'])

/**
 * Asks a matrix in blocks the server allows. A block it refuses for one of its points, or for its size, is halved until
 * the culprit stands alone; once the service itself fails, the cells that are left say `provider_failed`.
 */
export async function serviceMatrix(
  address: ServiceAddress,
  limits: ServiceLimits,
  profile: string,
  question: MatrixQuestion,
): Promise<ServiceMatrix> {
  const { sources, targets, maxSeconds = Number.POSITIVE_INFINITY } = question
  const matrix = startMatrix(question)
  const failures = new Set<ServiceFailure>()
  let implausible = 0
  let dataDate: string | null = null
  let isDown = false

  const refuse = ({ from, to }: Block, reason: Parameters<typeof reasonNumber>[0]) => {
    for (const row of from)
      for (const column of to) matrix.reasons[row * targets.length + column] = reasonNumber(reason)
  }

  function fill({ from, to }: Block, answer: MatrixAnswer) {
    from.forEach((row, i) => {
      matrix.sourceSnapMetres[row] = answer.sources[i]?.snapped_distance ?? matrix.sourceSnapMetres[row]!
      to.forEach((column, j) => {
        const snap = answer.destinations[j]?.snapped_distance
        if (snap !== undefined) matrix.targetSnapMetres[column] = snap
        const at = row * targets.length + column
        const seconds = answer.durations[i]?.[j] ?? null
        const metres = answer.distances[i]?.[j] ?? null
        const isSnapped = answer.sources[i] !== null && answer.destinations[j] !== null
        const crow = distanceMetres(sources[row]!, targets[column]!)
        const off = (answer.sources[i]?.snapped_distance ?? 0) + (snap ?? 0)
        if (seconds === null || metres === null)
          matrix.reasons[at] = reasonNumber(isSnapped ? 'no_route' : 'not_snapped')
        else if (metres + off < 0.98 * crow - 100) {
          implausible += 1
          matrix.reasons[at] = reasonNumber('not_snapped')
        } else if (seconds > maxSeconds) matrix.reasons[at] = reasonNumber('over_limit')
        else {
          matrix.seconds[at] = seconds
          matrix.metres[at] = metres
        }
      })
    })
  }

  async function ask(block: Block): Promise<void> {
    if (isDown || question.signal?.aborted) return refuse(block, 'provider_failed')
    const { from, to } = block
    const outcome = await callService(
      address,
      'Matrix',
      {
        profile,
        locations: [...from.map((row) => sources[row]!), ...to.map((column) => targets[column]!)],
        sources: from.map((_, i) => String(i)),
        destinations: to.map((_, j) => String(from.length + j)),
        metrics: ['duration', 'distance'],
        units: 'm',
      },
      MatrixAnswer,
    )
    if ('value' in outcome) {
      dataDate = dataDateOf(outcome.value.metadata) ?? dataDate
      return fill(block, outcome.value)
    }
    if (!DIVIDED.has(outcome.failure)) {
      failures.add(outcome.failure)
      isDown = true
      return refuse(block, 'provider_failed')
    }
    if (from.length * to.length === 1) return refuse(block, reasonOf(outcome.failure))
    const isTall = from.length >= to.length
    for (const half of halves(isTall ? from : to)) await ask(isTall ? { from: half, to } : { from, to: half })
  }

  const rows = Math.max(1, Math.min(sources.length, Math.floor(Math.sqrt(limits.matrixPairs))))
  for (const from of groupsOf(sources.length, rows)) {
    const columns = Math.max(1, Math.floor(limits.matrixPairs / from.length))
    for (const to of groupsOf(targets.length, columns)) await ask({ from, to })
  }
  return { matrix, failures, implausible, dataDate }
}

function reasonOf(failure: ServiceFailure): 'not_snapped' | 'over_limit' | 'no_route' {
  if (failure === 'point_not_found') return 'not_snapped'
  return failure === 'over_limit' ? 'over_limit' : 'no_route'
}
