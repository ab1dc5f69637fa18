import { describe, expect, it, vi } from 'vitest'
import { call, onSignedOut } from '../../web/api.ts'

const answer = (body: unknown, status = 200) => Promise.resolve(Response.json(body, { status }))

describe('a call to the server', () => {
  it('gives the value', async () => {
    expect(await call(answer({ stops: 3 }))).toEqual({ ok: true, value: { stops: 3 } })
  })

  it('gives the Problem of a refusal, with its sentence', async () => {
    const problem = { code: 'slot_taken', message: 'Ce créneau vient d’être pris.' }
    expect(await call(answer(problem, 409))).toEqual({ ok: false, problem })
  })

  it('accepts an answer without content', async () => {
    expect(await call(Promise.resolve(new Response(null, { status: 204 })))).toEqual({ ok: true, value: undefined })
  })

  it('says that the server cannot be reached', async () => {
    const refused = await call(Promise.reject(new TypeError('fetch failed')))
    expect(refused).toMatchObject({ ok: false, problem: { code: 'offline' } })
  })

  it('says that the server is too slow', async () => {
    const refused = await call(Promise.reject(new DOMException('too slow', 'TimeoutError')))
    expect(refused).toMatchObject({ ok: false, problem: { code: 'timeout' } })
  })

  it('says that an answer is not ours', async () => {
    const page = () => Promise.resolve(new Response('<html>Bad gateway</html>', { status: 502 }))
    expect(await call(page())).toMatchObject({ ok: false, problem: { code: 'unexpected_answer' } })
    expect(await call(answer({ error: 'x' }, 500))).toMatchObject({ ok: false, problem: { code: 'unexpected_answer' } })
  })

  it('notices that the session ended, and still gives the Problem', async () => {
    const noticed = vi.fn()
    onSignedOut(noticed)
    const problem = { code: 'not_signed_in', message: 'Votre session est terminée.' }
    expect(await call(answer(problem, 401))).toEqual({ ok: false, problem })
    expect(noticed).toHaveBeenCalledOnce()
  })
})
