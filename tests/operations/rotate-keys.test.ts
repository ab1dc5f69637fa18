import { randomBytes } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { FIRST_KEY, fixedKeyring } from '../../server/access/keyring.ts'
import { createVault } from '../../server/access/vault.ts'
import { verifyAccessLog } from '../../server/access/verify-access-log.ts'
import { createApp } from '../../server/app.ts'
import { personNamed } from '../../server/demo/people.ts'
import { countToRotate, REBUILT, rotateKeys } from '../../server/operations/rotate-keys.ts'
import { sealedTables } from '../../server/operations/sealed-rows-store.ts'
import { listTables } from '../../server/store/tables.ts'
import { TEST_KEY, testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

/** Hashes of random secrets that nobody can guess, made without a key, or that lapse within days: they are not made again. */
const NOT_REBUILT = [
  'sign_in_session.token_hash',
  'invitation.token_hash',
  'host_link.token_hash',
  'authenticator.password_hash',
  'recovery_code.code_hash',
  'access_log.previous_hash',
  'access_log.hash',
]

const first = { id: FIRST_KEY, key: TEST_KEY, activeFrom: null }
const second = { id: '20260301', key: randomBytes(32), activeFrom: null }

describe(`changing keys on ${ENGINE}`, () => {
  it('seals every row again while the application runs, and finds people by what was made again', async () => {
    const { ports } = await testApp({ seed: 'demo' })
    const { db } = ports
    const before = await db.selectFrom('patient').selectAll().orderBy('id').execute()
    const rotating = { ...ports, vault: createVault(fixedKeyring([first, second])) }
    const toRotate = await countToRotate(rotating)
    expect(toRotate).toBeGreaterThan(before.length)

    // A doctor who reads while the keys change, in a process that knows both.
    const app = createApp(rotating)
    const signedIn = await app.request('/api/session/demo', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ personId: personNamed('Olive').id }),
    })
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
    let isOver = false
    const statuses = new Set<number>()
    const reading = (async () => {
      while (!isOver) {
        statuses.add((await app.request('/api/referrals/queue', { headers: { Cookie: cookie } })).status)
        // Requests of a network come in turns of the event loop, in which others are served too.
        await nextTurn()
      }
    })()
    const rotation = await rotateKeys(rotating)
    isOver = true
    await reading
    expect(rotation).toMatchObject({ left: 0, unreadable: 0 })
    expect(rotation.resealed).toBeGreaterThanOrEqual(toRotate)
    expect([...statuses].every((status) => status === 200 || status === 400)).toBe(true)

    const alone = createVault(fixedKeyring([second]))
    const [old, after] = [ports.vault, await db.selectFrom('patient').selectAll().orderBy('id').execute()]
    expect(after.map((patient) => alone.open(patient.sealed_identity))).toEqual(
      before.map((patient) => old.open(patient.sealed_identity)),
    )
    for (const patient of after) {
      expect(patient.sealed_identity.startsWith('v2.20260301.')).toBe(true)
      if (patient.sealed_phone)
        expect(patient.phone_fingerprint).toBe(alone.fingerprint(alone.open(patient.sealed_phone)))
    }
    expect(new Set(after.map((patient) => patient.identity_fingerprint)).size).toBe(after.length)
    expect((await verifyAccessLog(rotating)).firstAltered).toBeNull()
    expect(await rotateKeys(rotating)).toEqual({ resealed: 0, left: 0, unreadable: 0 })
    await ports.planner.close()
    await db.destroy()
  })

  it('is taken up where it stopped, and leaves alone what no key opens', async () => {
    const { ports } = await testApp({ seed: 'demo' })
    const { db } = ports
    const rotating = { ...ports, vault: createVault(fixedKeyring([first, second])) }
    const [patient] = await db.selectFrom('patient').selectAll().execute()
    const stranger = createVault(randomBytes(32)).seal('{}')
    await db.updateTable('patient').set({ sealed_identity: stranger }).where('id', '=', patient!.id).execute()
    expect(await rotateKeys(rotating)).toMatchObject({ unreadable: 1, left: 1 })
    await db
      .updateTable('patient')
      .set({ sealed_identity: patient!.sealed_identity })
      .where('id', '=', patient!.id)
      .execute()
    expect(await rotateKeys(rotating)).toEqual({ resealed: 1, left: 0, unreadable: 0 })
    await ports.planner.close()
    await db.destroy()
  })

  it('forgets no sealed column and no fingerprint of the tables', async () => {
    const { ports } = await testApp({ seed: 'none' })
    const tables = await listTables(ports.db)
    const hashes = tables.flatMap(({ name, columns }) =>
      columns.filter((column) => /fingerprint|hash$/.test(column)).map((column) => `${name}.${column}`),
    )
    const rebuilt = Object.entries(REBUILT).flatMap(([table, all]) => all.map(({ column }) => `${table}.${column}`))
    expect(hashes.filter((hash) => !rebuilt.includes(hash) && !NOT_REBUILT.includes(hash))).toEqual([])
    for (const [table, all] of Object.entries(REBUILT)) {
      const sealed = sealedTables(tables).find(({ name }) => name === table)?.sealed ?? []
      for (const { from } of all) expect(sealed).toContain(from)
    }
    await ports.planner.close()
    await ports.db.destroy()
  })
})
