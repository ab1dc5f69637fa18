import { connect } from 'node:net'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { Env } from '../../server/access/env.ts'
import { serveRequests } from '../../server/operations/serve.ts'

describe('a server that is told to stop', () => {
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
    const serving = await serveRequests(app.fetch, { port: 0, hostname: '127.0.0.1' })
    const url = `http://127.0.0.1:${serving.port}`
    const slow = Array.from({ length: 20 }, async () => (await fetch(`${url}/slow`)).text())
    await expect.poll(() => begun).toBe(20)
    const stopped = serving.stop(200)
    const notReady = await fetch(`${url}/health/ready`)
    expect(notReady.status).toBe(503)
    expect(notReady.headers.get('connection')).toBe('close')
    release()
    expect(new Set(await Promise.all(slow))).toEqual(new Set(['whole']))
    await stopped
    await expect(fetch(`${url}/health/ready`)).rejects.toThrow()
  })

  it('answers what comes on a connection kept open as it stops, and closes it', async () => {
    const app = new Hono<Env>().get('/', (c) => c.text('whole'))
    const serving = await serveRequests(app.fetch, { port: 0, hostname: '127.0.0.1' })
    const socket = connect(serving.port, '127.0.0.1')
    let received = ''
    socket.on('data', (bytes) => {
      received += bytes
    })
    const ask = () => socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    ask()
    await expect.poll(() => received.split('whole').length).toBe(2)
    const stopped = serving.stop(0)
    const isOpen = () =>
      fetch(`http://127.0.0.1:${serving.port}`).then(
        () => true,
        () => false,
      )
    await expect.poll(isOpen).toBe(false)
    ask()
    await expect.poll(() => received.split('whole').length).toBe(3)
    expect(received.split('HTTP/1.1')[2]).toMatch(/connection: close/i)
    await stopped
  })

  it('tells that its port is taken', async () => {
    const app = new Hono<Env>()
    const first = await serveRequests(app.fetch, { port: 0, hostname: '127.0.0.1' })
    await expect(serveRequests(app.fetch, { port: first.port, hostname: '127.0.0.1' })).rejects.toThrow('EADDRINUSE')
    await first.stop(0)
  })
})
