/** What came back from a provider. `never_left`: no connection, so it cannot have seen the request. */
export type ProviderAnswer =
  | { readonly answered: true; readonly status: number; readonly body: unknown }
  | { readonly answered: false; readonly left: boolean }

/** System errors met before a single byte of the request can leave. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

export type ProviderRequest = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMilliseconds: number
}

/** Calls a provider once, without retrying; a body that is not JSON reads as null. */
export async function callProvider(request: ProviderRequest): Promise<ProviderAnswer> {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers ?? {},
      body: request.body ?? null,
      signal: AbortSignal.timeout(request.timeoutMilliseconds),
      redirect: 'error',
    })
    const text = await response.text()
    return { answered: true, status: response.status, body: parsed(text) }
  } catch (error) {
    return { answered: false, left: !NEVER_LEFT.has(codeOf(error)) }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}
