import type { ServerResponse } from 'node:http'
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https'
import { type AddressInfo, Server as Listener } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type ServerType, serve } from '@hono/node-server'
import type { createApp } from '../app.ts'
import type { Certificate } from './certificate.ts'

type Fetch = ReturnType<typeof createApp>['fetch']

/** Time for a request that was on its way, on a connection kept open, to be read and answered. */
const KEPT_MILLISECONDS = 1_000
/** Requests that have not ended by then are given up. */
const LONGEST_REQUEST_MILLISECONDS = 20_000
/** Whoever has not said by then how they would speak TLS is let go. */
const HANDSHAKE_MILLISECONDS = 10_000

export type Serving = {
  readonly port: number
  /** Answers "not ready" for `drainMilliseconds`, so that a proxy looks elsewhere, then takes no more and finishes what it has. */
  stop(drainMilliseconds: number): Promise<void>
}

/**
 * Listens, in TLS alone with a certificate and in clear without, and stops without breaking a request that was begun.
 * Rejects with the system's error when it cannot listen.
 */
export async function serveRequests(
  fetch: Fetch,
  at: { port: number; hostname: string },
  certificate: Certificate | null = null,
): Promise<Serving> {
  let isStopping = false
  const answer: Fetch = (request, ...rest) =>
    isStopping && new URL(request.url).pathname === '/health/ready'
      ? Response.json({ ready: false, stopping: true }, { status: 503 })
      : fetch(request, ...rest)
  const server: ServerType = certificate ? serveSecurely(answer, at, certificate) : serve({ fetch: answer, ...at })
  await new Promise<void>((resolve, reject) => {
    if (server.listening) return resolve()
    server.once('listening', resolve)
    server.once('error', reject)
  })
  // A kept connection would go on asking a server that no longer listens.
  server.prependListener('request', (_: unknown, response: ServerResponse) => {
    if (isStopping) response.setHeader('Connection', 'close')
  })
  return {
    port: (server.address() as AddressInfo).port,
    async stop(drainMilliseconds) {
      isStopping = true
      await wait(drainMilliseconds)
      // The server's own `close` would break off every connection without a request it knows of, and some bring one.
      const closed = new Promise<void>((resolve) => Listener.prototype.close.call(server, () => resolve()))
      const letGo = () => 'closeIdleConnections' in server && server.closeIdleConnections()
      // Late on a busy machine: what came meanwhile is read before the turn of `setImmediate`.
      const lettingGo = setTimeout(() => setImmediate(letGo), KEPT_MILLISECONDS)
      const givenUp = new AbortController()
      await Promise.race([
        closed,
        wait(LONGEST_REQUEST_MILLISECONDS, undefined, { signal: givenUp.signal }).catch(() => {}),
      ])
      givenUp.abort()
      clearTimeout(lettingGo)
    },
  }
}

function serveSecurely(fetch: Fetch, at: { port: number; hostname: string }, { options, follow }: Certificate) {
  const serverOptions = { ...options, handshakeTimeout: HANDSHAKE_MILLISECONDS }
  const server = serve({ fetch, ...at, createServer: createSecureServer, serverOptions }) as SecureServer
  server.once(
    'close',
    follow((renewed) => server.setSecureContext(renewed)),
  )
  return server
}
