import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { OutgoingSms } from '../../../server/messages/sms-gateway.ts'
import type { MessageId } from '../../../shared/ids.ts'
import type { Instant } from '../../../shared/time.ts'

export type Received = {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}
export type Answer = { status: number; json: unknown } | 'silence' | 'hang_up'

/** A real HTTP server on this machine that answers as a provider does, and keeps what it was asked; it ends with the test. */
export async function localProvider(answer: (request: Received) => Answer) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const asked = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
    received.push(asked)
    const answered = answer(asked)
    if (answered === 'silence') return
    if (answered === 'hang_up') return void request.socket.destroy()
    response.writeHead(answered.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answered.json))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(
    () =>
      new Promise<void>((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}

/** An address on which nobody listens. */
export const NOBODY = 'http://127.0.0.1:59123'

export const sms: OutgoingSms = {
  messageId: '4b2c7b1e-5a55-4a3b-9f0c-2a8d0d3f1c11' as MessageId,
  to: '+33639981234',
  body: 'Centre de santé de Bourdeilles : rendez-vous mardi 10 février à 14 h 20.',
}
export const asked = { ...sms, sentAt: '2026-02-03T09:00:00.000Z' as Instant, gatewayReference: null }

/** How long a test waits for an answer that comes, on a machine busy with others, in milliseconds. */
export const PATIENCE = 10_000

/** Little is lost by not waiting long for an answer that never comes. */
export const patienceFor = (answer: Answer): number => (answer === 'silence' ? 300 : PATIENCE)
