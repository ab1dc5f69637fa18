import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { appendAccess, listAccessLines } from '../../server/access/access-log-store.ts'
import { chainAccess, verifyAccessLog } from '../../server/access/chain-access.ts'
import { createVault } from '../../server/access/vault.ts'
import { createLog } from '../../server/log.ts'
import { type Database, transaction } from '../../server/store/database.ts'
import type { PersonId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import { ENGINE, testDatabase } from '../support/test-database.ts'

const person = { personId: '00000000-0000-4000-8000-000000000102' as PersonId, role: 'gp' as const }
const at = '2026-01-19T07:00:00.000Z' as Instant

describe(`the access log on ${ENGINE}`, () => {
  const opened: Database[] = []
  afterAll(() => Promise.all(opened.map((db) => db.destroy())))
  const log = createLog('silent')
  const read = (db: Database, resourceId: string) =>
    transaction(db, (trx) =>
      appendAccess(trx, { person, action: 'read', resource: 'referral', resourceId, purpose: 'care', at }),
    )
  const filled = async (entries: number) => {
    const db = await testDatabase()
    opened.push(db)
    for (let number = 1; number <= entries; number++) await read(db, `r${number}`)
    const ports = { db, vault: createVault(randomBytes(32)), log }
    await chainAccess(ports)
    return ports
  }

  it('chains its lines in the order they were written and finds them all sound', async () => {
    const ports = await filled(5)
    expect(await verifyAccessLog(ports)).toEqual({ sound: 5, firstAltered: null })
    expect((await listAccessLines(ports.db, 2)).map((entry) => entry.resourceId)).toEqual(['r5', 'r4'])
    expect((await listAccessLines(ports.db, 2, { before: 4 })).map((entry) => entry.resourceId)).toEqual(['r3', 'r2'])
  })

  it('is sound while empty, and goes on from where it was', async () => {
    const ports = await filled(0)
    expect(await verifyAccessLog(ports)).toEqual({ sound: 0, firstAltered: null })
    await read(ports.db, 'r1')
    expect(await verifyAccessLog(ports)).toEqual({ sound: 1, firstAltered: null })
    await read(ports.db, 'r2')
    expect(await verifyAccessLog(ports)).toEqual({ sound: 2, firstAltered: null })
  })

  it('finds a line that was altered', async () => {
    const ports = await filled(5)
    await ports.db.updateTable('access_log').set({ resource_id: 'r9' }).where('sequence', '=', 3).execute()
    expect(await verifyAccessLog(ports)).toEqual({ sound: 2, firstAltered: 3 })
  })

  it('finds a line that was taken away, even the last', async () => {
    const ports = await filled(5)
    await ports.db.deleteFrom('access_log').where('sequence', '=', 5).execute()
    expect(await verifyAccessLog(ports)).toEqual({ sound: 4, firstAltered: 5 })
    await ports.db.deleteFrom('access_log').where('sequence', '=', 2).execute()
    expect(await verifyAccessLog(ports)).toEqual({ sound: 1, firstAltered: 2 })
  })

  it('finds a chain made again by somebody who has the database and not the key', async () => {
    const ports = await filled(4)
    const forged = { sequence: null, previous_hash: null, hash: null }
    await ports.db.updateTable('access_log').set(forged).where('sequence', '>=', 2).execute()
    await ports.db.updateTable('access_log').set({ person_id: null }).where('resource_id', '=', 'r3').execute()
    await chainAccess({ ...ports, vault: createVault(randomBytes(32)) })
    expect(await verifyAccessLog(ports)).toEqual({ sound: 1, firstAltered: 2 })
    await ports.db.deleteFrom('access_log').where('sequence', '>=', 2).execute()
    expect(await verifyAccessLog(ports)).toEqual({ sound: 1, firstAltered: 2 })
    await ports.db.deleteFrom('setting').execute()
    expect(await verifyAccessLog(ports)).toEqual({ sound: 1, firstAltered: 2 })
  })

  it('lets fifty people read at once without one refusal, and keeps one chain', async () => {
    const ports = await filled(0)
    const reading = async (reader: number) => {
      for (let number = 0; number < 10; number++) await read(ports.db, `r${reader}-${number}`)
    }
    const chaining = async () => {
      for (let round = 0; round < 5; round++) await chainAccess(ports)
    }
    await Promise.all([...Array.from({ length: 50 }, (_, reader) => reading(reader)), chaining(), chaining()])
    expect(await verifyAccessLog(ports)).toEqual({ sound: 500, firstAltered: null })
  })
})
