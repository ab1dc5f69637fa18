import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../support/test-app.ts'

type TestApp = Awaited<ReturnType<typeof testApp>>

describe('a request', () => {
  let demo: TestApp
  beforeAll(async () => {
    demo = await testApp()
  })
  const problemOf = async (answer: Response) =>
    (await answer.json()) as { code: string; message: string; field?: string }

  it('that is not JSON is told so', async () => {
    const request = await demo.rawAs()
    const answer = await request('/api/session/demo', { method: 'POST', body: '{"personId":' })
    expect(answer.status).toBe(400)
    expect(await problemOf(answer)).toMatchObject({ code: 'malformed_json' })
  })

  it('with a faulty field names it and never repeats its value', async () => {
    const request = await demo.rawAs()
    const answer = await request('/api/session/demo', { method: 'POST', body: '{"personId":"Madame Untel"}' })
    expect(answer.status).toBe(400)
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ code: 'bad_request', field: 'personId' })
    expect(text).not.toContain('Untel')
  })

  it('speaks English when the interface does', async () => {
    const request = await demo.rawAs()
    const answer = await request('/api/nowhere', { headers: { Cookie: 'langue=en' } })
    expect(answer.status).toBe(404)
    expect((await problemOf(answer)).message).toContain('Not found')
  })

  it('from another site cannot change anything', async () => {
    const request = await demo.rawAs()
    const answer = await request('/api/session/demo', {
      method: 'POST',
      body: 'personId=1',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://elsewhere.example' },
    })
    expect(answer.status).toBe(403)
    expect(await problemOf(answer)).toMatchObject({ code: 'bad_origin' })
  })

  it('too large is refused before it is read', async () => {
    const request = await demo.rawAs()
    const answer = await request('/api/session/demo', { method: 'POST', body: `"${'a'.repeat(1_100_000)}"` })
    expect(answer.status).toBe(413)
  })

  it('is answered under a strict content policy and never cached', async () => {
    const request = await demo.rawAs()
    const answer = await request('/api/session')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe-inline')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})
