import { rmSync } from 'node:fs'
import { Agent, type IncomingHttpHeaders, request as requestInClear } from 'node:http'
import { request as requestSecurely, Agent as SecureAgent } from 'node:https'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectSecurely } from 'node:tls'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Env } from '../../server/access/env.ts'
import { createLog } from '../../server/log.ts'
import { type Certificate, openCertificate } from '../../server/operations/certificate.ts'
import { serveRequests } from '../../server/operations/serve.ts'
import { isRefusal } from '../../shared/problem.ts'
import { selfSigned } from '../support/certificate.ts'

const AT = { port: 0, hostname: '127.0.0.1' }

describe.each(['in clear', 'in TLS'])('a server that is told to stop, %s', (how) => {
  let certificate: Certificate | null = null
  let ca: string | undefined
  beforeAll(async () => {
    if (how === 'in clear') return
    const made = selfSigned()
    const opened = await openCertificate(made, createLog('silent'))
    rmSync(made.folder, { recursive: true })
    if (isRefusal(opened)) throw new Error(JSON.stringify(opened.details))
    certificate = opened
    ca = made.certificate
  })
  const agent = how === 'in TLS' ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true })
  afterAll(() => agent.destroy())
  const serve = (app: Hono<Env>) => serveRequests(app.fetch, AT, certificate)
  const open = (port: number) => (ca ? connectSecurely({ port, host: '127.0.0.1', ca }) : connect(port, '127.0.0.1'))
  /** One request, on a connection kept open for others as a proxy keeps it. */
  const ask = (port: number, path: string) =>
    new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
      const options = { port, path, host: '127.0.0.1', agent }
      const asked = ca ? requestSecurely({ ...options, ca }) : requestInClear(options)
      asked.on('error', reject)
      asked.on('response', (answer) => {
        const { statusCode: status, headers } = answer
        text(answer).then((body) => resolve({ status, headers, body }), reject)
      })
      asked.end()
    })

  it('finishes every request it began, says it is not ready, and closes kept connections', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let begun = 0
    const app = new Hono<Env>()
      .get('/slow', async (c) => {
        begun += 1
        await held
        return c.text('whole')
      })
      .get('/health/ready', (c) => c.json({ ready: true }))
    const serving = await serve(app)
    const slow = Array.from({ length: 20 }, async () => (await ask(serving.port, '/slow')).body)
    await expect.poll(() => begun).toBe(20)
    const stopped = serving.stop(200)
    const notReady = await ask(serving.port, '/health/ready')
    expect(notReady.status).toBe(503)
    expect(notReady.headers.connection).toBe('close')
    release()
    expect(new Set(await Promise.all(slow))).toEqual(new Set(['whole']))
    await stopped
    await expect(ask(serving.port, '/health/ready')).rejects.toThrow()
  })

  it('answers what comes on a connection kept open as it stops, and closes it', async () => {
    const app = new Hono<Env>().get('/', (c) => c.text('whole'))
    const serving = await serve(app)
    const socket = open(serving.port)
    let received = ''
    socket.on('data', (bytes) => {
      received += bytes
    })
    const askAgain = () => socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    askAgain()
    await expect.poll(() => received.split('whole').length).toBe(2)
    const stopped = serving.stop(0)
    const isOpen = () =>
      ask(serving.port, '/').then(
        () => true,
        () => false,
      )
    await expect.poll(isOpen).toBe(false)
    askAgain()
    await expect.poll(() => received.split('whole').length).toBe(3)
    expect(received.split('HTTP/1.1')[2]).toMatch(/connection: close/i)
    await stopped
  })

  it('tells that its port is taken', async () => {
    const app = new Hono<Env>()
    const first = await serve(app)
    await expect(serveRequests(app.fetch, { ...AT, port: first.port }, certificate)).rejects.toThrow('EADDRINUSE')
    await first.stop(0)
  })
})
