import { gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { compressAnswers } from '../../server/operations/compress-answers.ts'

describe('answers on their way', () => {
  const long = { words: Array.from({ length: 2000 }, (_, index) => `mot ${index}`) }
  const app = new Hono()
    .use(compressAnswers() as never)
    .get('/api/long', (c) => c.json(long, 201, { 'Cache-Control': 'no-store' }))
    .get('/api/short', (c) => c.json({ changed: false }))
    .get('/api/text', (c) => c.body('un texte', 200, { 'Content-Type': 'text/csv' }))
    .get('/page', (c) => c.html(`<p>${'mot '.repeat(2000)}</p>`))
  const ask = (path: string, encoding = 'gzip, deflate, br', method = 'GET') =>
    app.request(path, { method, headers: { 'Accept-Encoding': encoding } })

  it('are compressed when they are long, with all that was said of them', async () => {
    const answer = await ask('/api/long')
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([201, 'gzip'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('vary')).toBe('Accept-Encoding')
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(JSON.parse(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString())).toEqual(long)
  })

  it('are left as they are when they are short, when nobody asks, and when they are no JSON', async () => {
    for (const [path, encoding] of [
      ['/api/short', 'gzip'],
      ['/api/long', 'identity'],
      ['/api/long', 'br, gzip;q=0'],
      ['/api/text', 'gzip'],
    ] as const) {
      expect((await ask(path, encoding)).headers.get('content-encoding'), `${path} ${encoding}`).toBeNull()
    }
    expect(await (await ask('/api/short')).json()).toEqual({ changed: false })
    expect(await (await ask('/api/long', 'identity')).json()).toEqual(long)
  })

  it('have no body for whoever asks for their head alone', async () => {
    const answer = await ask('/api/long', 'gzip', 'HEAD')
    expect([answer.status, await answer.text()]).toEqual([201, ''])
  })

  it('flow when they are pages', async () => {
    expect((await ask('/page')).headers.get('content-encoding')).toBe('gzip')
  })
})
