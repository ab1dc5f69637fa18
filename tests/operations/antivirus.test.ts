import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAntivirus } from '../../server/operations/antivirus.ts'
import { createClamdScan } from '../../server/operations/clamd.ts'
import { refuseInfected } from '../../server/operations/refuse-infected.ts'
import { freePort } from '../support/free-port.ts'
import { EICAR, scanningServer } from '../support/scanning-server.ts'
import { testApp } from '../support/test-app.ts'

/** Longer than any answer takes, so that only silence meets it. */
const PATIENT = 30_000
const WORDS = 'compte rendu de Zephyrine Testimoine'

describe('the reading of a file by clamd', () => {
  let server: Awaited<ReturnType<typeof scanningServer>>
  beforeEach(async () => {
    server = await scanningServer({ mostBytes: 400_000 })
  })
  afterEach(() => server.close())
  const scan = (bytes: Uint8Array, milliseconds = PATIENT) => createClamdScan(server.url, milliseconds)(bytes)

  it('hands over every byte in its order, in chunks, and takes a yes', async () => {
    const file = Buffer.from(Array.from({ length: 200_001 }, (_, at) => (at * 7) % 251))
    expect(await scan(file)).toBe('clean')
    expect(server.files).toHaveLength(1)
    expect(server.files[0]!.equals(file)).toBe(true)
    expect(await scan(new Uint8Array())).toBe('clean')
  })

  it('tells what is found, wherever it stands', async () => {
    expect(await scan(EICAR)).toBe('found')
    expect(await scan(Buffer.concat([Buffer.alloc(150_000, 32), EICAR, Buffer.alloc(70_000, 32)]))).toBe('found')
  })

  it('reads an answer that comes in pieces', async () => {
    server.answer('in_pieces')
    expect(await scan(EICAR)).toBe('found')
    expect(await scan(Buffer.from(WORDS))).toBe('clean')
  })

  it('takes nothing but a clear answer for one', async () => {
    expect(['too_large', 'broken_off']).toContain(await scan(Buffer.alloc(900_000, 32)))
    for (const [manner, verdict] of [
      ['failing', 'failed'],
      ['giving_up', 'too_large'],
      ['nonsense', 'failed'],
      ['cut_short', 'broken_off'],
    ] as const) {
      server.answer(manner)
      expect(await scan(Buffer.from(WORDS)), manner).toBe(verdict)
    }
    server.answer('never')
    expect(await scan(Buffer.from(WORDS), 50)).toBe('silent')
  })

  it('tells that nobody listens, or no longer', async () => {
    expect(await createClamdScan(`tcp://127.0.0.1:${await freePort()}`, PATIENT)(EICAR)).toBe('unreachable')
    expect(await createClamdScan('unix:///nowhere/clamd.ctl', PATIENT)(EICAR)).toBe('unreachable')
  })

  it('goes through a socket of this machine', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'escale clamd '))
    const local = await scanningServer({ path: join(folder, 'clamd.ctl') })
    expect(await createClamdScan(local.url, PATIENT)(EICAR)).toBe('found')
    await local.close()
    rmSync(folder, { recursive: true })
  })
})

describe('an upload', () => {
  it('is not kept waiting behind a silent antivirus with many others: what comes then is refused at once', async () => {
    const server = await scanningServer()
    server.answer('never')
    const antivirus = createAntivirus({ antivirusUrl: server.url }, pino({ level: 'silent' }))
    const waiting = Array.from({ length: 16 }, () => antivirus.scan(Buffer.from(WORDS)))
    await expect.poll(() => server.files.length).toBe(16)
    expect(await antivirus.scan(Buffer.from(WORDS))).toBe('busy')
    await server.close()
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['broken_off']))
    expect(await antivirus.scan(Buffer.from(WORDS)), 'there is room again').toBe('unreachable')
  })

  it('passes unread where there is no antivirus, and is not counted', async () => {
    const antivirus = createAntivirus({ antivirusUrl: undefined }, pino({ level: 'silent' }))
    expect(await antivirus.scan(EICAR)).toBe('clean')
    expect([...antivirus.counts()]).toEqual([])
  })

  it('is refused when something is found or nothing was read; log and figures count it without a word of it', async () => {
    const server = await scanningServer()
    const lines: string[] = []
    const log = pino({ level: 'info', base: null }, { write: (line: string) => void lines.push(line) })
    const demo = await testApp({ env: { ANTIVIRUS_URL: server.url }, seed: 'none', log })
    const sentBy = { person: null, resource: 'stop', resourceId: null }
    const read = (bytes: Uint8Array) => refuseInfected(demo.ports, bytes, sentBy)
    const infected = Buffer.concat([Buffer.from(WORDS), EICAR])
    expect(await read(infected)).toMatchObject({ refusal: 'upload_infected' })
    expect(await read(infected)).toMatchObject({ refusal: 'upload_infected' })
    expect(await read(Buffer.from(WORDS))).toBeNull()
    await server.close()
    expect(await read(Buffer.from(WORDS))).toMatchObject({ refusal: 'upload_unscanned' })
    const figures = await (await demo.app.request('/metrics')).text()
    for (const [verdict, count] of [
      ['found', 2],
      ['clean', 1],
      ['unreachable', 1],
    ]) {
      expect(figures).toContain(`escale_uploads_scanned_total{verdict="${verdict}"} ${count}\n`)
    }
    const told = lines.map((line) => JSON.parse(line) as { level: number; verdict?: string })
    expect(told.filter(({ verdict }) => verdict).map(({ level, verdict }) => [level, verdict])).toEqual([
      [40, 'found'],
      [40, 'found'],
      [50, 'unreachable'],
    ])
    for (const word of ['Zephyrine', 'EICAR', 'Eicar']) expect(lines.join('') + figures).not.toContain(word)
    await demo.ports.planner.close()
  })
})
