import openrouteservice from 'openrouteservice-js'
import { z } from 'zod'

/** Where the service is and how patiently it is asked. `host` has no trailing slash. */
export type ServiceAddress = {
  readonly host: string
  readonly apiKey?: string | undefined
  readonly timeoutMilliseconds: number
  /** Waits so many milliseconds: given, so that tests need not. */
  readonly wait: (milliseconds: number) => Promise<void>
}

/**
 * Why the service gave no answer. `point_not_found` and `over_limit` are about what was asked; the others are about the
 * service, and asking on would not help.
 */
export type ServiceFailure =
  | 'point_not_found'
  | 'no_route'
  | 'over_limit'
  | 'quota_spent'
  | 'too_many_requests'
  | 'refused'
  | 'service_failed'
  | 'timeout'
  | 'unreachable'
  | 'unexpected_answer'

/** What to tell people about each failure of the service. */
export const FAILURE_MESSAGES: Readonly<Record<ServiceFailure, string>> = {
  point_not_found: 'openrouteservice ne trouve aucune route près d’un des points.',
  no_route: 'openrouteservice ne trouve pas d’itinéraire.',
  over_limit: 'La question dépasse les limites du service openrouteservice.',
  quota_spent: 'Le quota du jour du service openrouteservice est épuisé, ou la clé est refusée.',
  too_many_requests: 'Le service openrouteservice demande de ralentir ; réessayez dans une minute.',
  refused: 'Le service openrouteservice a refusé la question.',
  service_failed: 'Le service openrouteservice est en panne.',
  timeout: 'Le service openrouteservice n’a pas répondu à temps.',
  unreachable: 'Le service openrouteservice est injoignable : vérifiez son adresse et le réseau.',
  unexpected_answer: 'La réponse reçue n’est pas celle d’openrouteservice : vérifiez son adresse.',
}

export type Outcome<T> = { readonly value: T } | { readonly failure: ServiceFailure }

const ATTEMPTS = 3
const LONGEST_WAIT = 60_000
const POINT_NOT_FOUND = new Set([2010, 6010, 3010])
const NO_ROUTE = new Set([2009, 6009])
const OVER_LIMIT = new Set([2004, 3004, 6004])

const ErrorBody = z.object({ error: z.union([z.object({ code: z.number() }), z.string()]) })

/**
 * Asks one of the service's endpoints and checks the shape of what it answers. Waits and asks again when told to slow
 * down or when the service stumbles; never after a spent quota. One fresh client per call: they share state otherwise.
 */
export async function callService<T>(
  address: ServiceAddress,
  endpoint: 'Matrix' | 'Isochrones' | 'Directions',
  request: { profile: string; [parameter: string]: unknown },
  shape: z.ZodType<T>,
): Promise<Outcome<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await clientFor(address, endpoint).calculate({ ...request })
      const parsed = shape.safeParse(answer)
      if (parsed.success) return { value: parsed.data }
      return { failure: failureInBody(answer) ?? 'unexpected_answer' }
    } catch (error) {
      const { failure, retryAfter } = await failureOf(error)
      if (retryAfter === null || attempt === ATTEMPTS) return { failure }
      await address.wait(Math.min(LONGEST_WAIT, retryAfter))
    }
  }
}

function clientFor(
  { host, apiKey, timeoutMilliseconds }: ServiceAddress,
  endpoint: 'Matrix' | 'Isochrones' | 'Directions',
) {
  const options = { host: host.replace(/\/+$/, ''), timeout: timeoutMilliseconds }
  if (apiKey !== undefined && apiKey !== '') return new openrouteservice[endpoint]({ ...options, api_key: apiKey })
  const client = new openrouteservice[endpoint](options)
  // Without a key the client would send the word "undefined" as one.
  client.fetchRequest = (body, controller) => {
    const { host: base, api_version, service, profile, format } = client.argsCache!
    return fetch([base, api_version, service, profile, format].filter((part) => part !== undefined).join('/'), {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-type': 'application/json' },
      signal: controller.signal,
      redirect: 'error',
    })
  }
  return client
}

type Failed = { failure: ServiceFailure; retryAfter: number | null }

async function failureOf(error: unknown): Promise<Failed> {
  if (!(error instanceof Error)) return { failure: 'service_failed', retryAfter: null }
  if (error.name === 'AbortError') return { failure: 'timeout', retryAfter: null }
  if (error instanceof SyntaxError) return { failure: 'unexpected_answer', retryAfter: null }
  const { status, response } = error as Error & { status?: number; response?: Response }
  if (status === undefined || response === undefined) return { failure: 'unreachable', retryAfter: 1000 }
  if (status === 429) return { failure: 'too_many_requests', retryAfter: delayOf(response) }
  if (status === 401 || status === 403) return { failure: 'quota_spent', retryAfter: null }
  const said = failureInBody(await response.json().catch(() => null))
  if (said !== null && said !== 'service_failed') return { failure: said, retryAfter: null }
  if (status >= 500) return { failure: 'service_failed', retryAfter: 1000 }
  return { failure: status === 413 ? 'over_limit' : 'refused', retryAfter: null }
}

/** Milliseconds to wait by the `Retry-After` header (seconds or a date), a minute without it. */
function delayOf(response: Response): number {
  const header = response.headers.get('retry-after')
  if (header === null) return LONGEST_WAIT
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const until = Date.parse(header) - Date.now()
  return Number.isNaN(until) ? LONGEST_WAIT : Math.max(0, until)
}

function failureInBody(body: unknown): ServiceFailure | null {
  const parsed = ErrorBody.safeParse(body)
  if (!parsed.success) return null
  const { error } = parsed.data
  if (typeof error === 'string') return /quota|limit exceeded/i.test(error) ? 'quota_spent' : 'service_failed'
  if (POINT_NOT_FOUND.has(error.code)) return 'point_not_found'
  if (NO_ROUTE.has(error.code)) return 'no_route'
  if (OVER_LIMIT.has(error.code)) return 'over_limit'
  return error.code % 1000 === 99 ? 'service_failed' : 'refused'
}

const Engine = z.object({ engine: z.object({ osm_date: z.string(), graph_date: z.string() }).partial() })

/** The date of the service's road data an answer's metadata tells, or null. */
export function dataDateOf(metadata: unknown): string | null {
  const parsed = Engine.safeParse(metadata)
  const told = parsed.success ? (parsed.data.engine.osm_date ?? parsed.data.engine.graph_date) : undefined
  return told !== undefined && /^\d{4}-\d{2}-\d{2}/.test(told) ? told.slice(0, 10) : null
}
