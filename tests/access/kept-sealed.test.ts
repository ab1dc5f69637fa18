import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../server/store/database.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { fillCentre, SECRET_CLINICAL, SECRET_NAMES, SECRET_PHONES, secretsIn, type TestApp } from './one-centre.ts'

/** Everything a database holds, as a thief would read it: the file's own bytes, or every row of every table. */
async function everythingIn(db: Database): Promise<string> {
  if (ENGINE === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'escale-copy-'))
    await sql.raw(`vacuum into '${join(folder, 'copy.db')}'`).execute(db)
    const bytes = readFileSync(join(folder, 'copy.db'))
    rmSync(folder, { recursive: true })
    return `${bytes.toString('utf8')}${bytes.toString('utf16le')}`
  }
  const tables = await db.introspection.getTables()
  const rows = await Promise.all(tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(db)))
  return JSON.stringify(rows.map((of) => of.rows))
}

/** What a text looks like within base64, whichever of the three places it begins at; its ends, which neighbours change, left out. */
const inBase64 = (text: string): string[] =>
  [0, 1, 2].map((place) => {
    const whole = Buffer.concat([Buffer.alloc(place), Buffer.from(text)])
      .toString('base64')
      .replace(/=+$/, '')
    return whole.slice([0, 2, 3][place], -2)
  })

describe(`a copy of the database on ${ENGINE}`, () => {
  let demo: TestApp
  let copy: string
  beforeAll(async () => {
    demo = await testApp({ seed: 'demo' })
    const { ids } = await fillCentre(demo)
    const gp = await demo.rawAs('Olive')
    const overbooked = await gp('/api/appointments/overbooked', {
      method: 'POST',
      body: JSON.stringify({
        referralId: ids.distantReferralId,
        stopId: ids.stopId,
        date: ids.lastDay,
        reason: 'nævus inquiétant, à voir sans attendre',
      }),
    })
    expect(overbooked.status).toBe(201)
    copy = await everythingIn(demo.ports.db)
  })
  afterAll(() => demo.ports.planner.close())

  it('is the whole database', () => {
    expect(copy).toContain('Garance Exemple')
    expect(copy.length).toBeGreaterThan(100_000)
  })

  it('holds no name, telephone or clinical word of a patient', () => {
    expect(secretsIn(copy)).toEqual([])
  })

  it('holds none of them written otherwise: decomposed, in base64, or a number as abroad', () => {
    const forms = [...SECRET_NAMES, ...SECRET_CLINICAL].flatMap((secret) =>
      (['NFC', 'NFD'] as const).flatMap((form) => [secret.normalize(form), secret.toLowerCase().normalize(form)]),
    )
    const numbers = SECRET_PHONES.flatMap((phone) => [`+33${phone}`, `0033${phone}`, `0${phone}`])
    const found = [...forms, ...numbers].filter((text) => [text, ...inBase64(text)].some((one) => copy.includes(one)))
    expect(found).toEqual([])
    // The search finds what is there.
    const within = Buffer.from('xyzaGarance Exemple!').toString('base64')
    expect(inBase64('Garance Exemple').filter((part) => within.includes(part))).toHaveLength(1)
  })

  it('holds nothing of the answers, the conclusions, the birth dates, the messages and the replies', () => {
    const words = /sizeChange|upper_back|melanoma|excision_to_arrange|1960-05-04|rendez-vous|je suis|hôpital|familyName/
    expect(words.exec(copy)?.[0]).toBeUndefined()
  })
})
