import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { appendAccess, listAccessLines } from '../../server/access/access-log-store.ts'
import { CHAINED, chainAccess } from '../../server/access/chain-access.ts'
import { createVault } from '../../server/access/vault.ts'
import { verifyAccessLog } from '../../server/access/verify-access-log.ts'
import { readWitnesses } from '../../server/access/witnesses.ts'
import { createLog } from '../../server/log.ts'
import { type Database, transaction } from '../../server/store/database.ts'
import type { PersonId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import { dropAccessLogGuard } from '../support/own-the-database.ts'
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

  it('is append-only to the database itself, whatever program writes', async () => {
    const { db } = await filled(3)
    await read(db, 'r4')
    const of = (resourceId: string) => ({ resource_id: resourceId })
    const line = (resourceId: string) => db.updateTable('access_log').where('resource_id', '=', resourceId)
    await expect(line('r2').set(of('r9')).execute()).rejects.toThrow(/append-only/)
    await expect(line('r2').set({ sequence: null, previous_hash: null, hash: null }).execute()).rejects.toThrow(
      /append/,
    )
    await expect(line('r4').set({ person_id: null, sequence: 4 }).execute()).rejects.toThrow(/append-only/)
    for (const resourceId of ['r1', 'r3', 'r4']) {
      const gone = db.deleteFrom('access_log').where('resource_id', '=', resourceId)
      await expect(gone.execute(), resourceId).rejects.toThrow(/append-only/)
    }
    expect(await listAccessLines(db, 9)).toHaveLength(3)
  })

  it('is never chained again for whoever unlinks lines, alters them and waits', async () => {
    const ports = await filled(5)
    const { db } = ports
    await dropAccessLogGuard(db)
    await db
      .updateTable('access_log')
      .set({ sequence: null, previous_hash: null, hash: null })
      .where('sequence', '>=', 3)
      .execute()
    await db.deleteFrom('access_log').where('resource_id', '=', 'r4').execute()
    await chainAccess(ports)
    await read(db, 'r6')
    expect(await verifyAccessLog(ports)).toEqual({ sound: 2, firstAltered: 3 })
  })

  it('goes on broken, and is never closed again, when its sealed end is taken away with its last lines', async () => {
    const ports = await filled(5)
    const { db } = ports
    await dropAccessLogGuard(db)
    await db.deleteFrom('access_log').where('sequence', '>', 3).execute()
    await db.deleteFrom('setting').execute()
    await read(db, 'r6')
    await chainAccess(ports)
    expect(await verifyAccessLog(ports)).toEqual({ sound: 3, firstAltered: 4 })
    expect((await listAccessLines(db, 1)).map(({ resourceId }) => resourceId)).toEqual(['r6'])
  })

  it('is left alone by whoever comes with another key', async () => {
    const ports = await filled(3)
    await read(ports.db, 'r4')
    await chainAccess({ ...ports, vault: createVault(randomBytes(32)) })
    expect(await verifyAccessLog(ports)).toEqual({ sound: 4, firstAltered: null })
  })

  it('put back whole to an earlier day, seal included, is found by the ends its process told elsewhere', async () => {
    const ports = await filled(3)
    const { db } = ports
    const told: string[] = ['not a line of ours', '{"msg":"request","sequence":1}']
    const telling = {
      ...ports,
      log: { ...log, info: (of: object) => told.push(JSON.stringify({ ...of, msg: CHAINED })) },
    }
    const before = await db.selectFrom('setting').selectAll().execute()
    await read(db, 'r4')
    await chainAccess(telling as never)
    await dropAccessLogGuard(db)
    await db.deleteFrom('access_log').where('sequence', '=', 4).execute()
    await db.deleteFrom('setting').execute()
    await db.insertInto('setting').values(before).execute()
    expect(await verifyAccessLog(ports)).toEqual({ sound: 3, firstAltered: null })
    expect(await verifyAccessLog(ports, readWitnesses(told.join('\n')))).toEqual({ sound: 3, firstAltered: 4 })
    // Going on from there says another thing of the same place: the first one counts.
    await read(db, 'r5')
    await chainAccess(telling as never)
    expect(readWitnesses(told.join('\n'))).toHaveLength(2)
    expect(await verifyAccessLog(ports, readWitnesses(told.join('\n')))).toEqual({ sound: 3, firstAltered: 4 })
  })

  it('finds a line that was altered', async () => {
    const ports = await filled(5)
    await dropAccessLogGuard(ports.db)
    await ports.db.updateTable('access_log').set({ resource_id: 'r9' }).where('sequence', '=', 3).execute()
    expect(await verifyAccessLog(ports)).toEqual({ sound: 2, firstAltered: 3 })
  })

  it('finds a line that was taken away, even the last', async () => {
    const ports = await filled(5)
    await dropAccessLogGuard(ports.db)
    await ports.db.deleteFrom('access_log').where('sequence', '=', 5).execute()
    expect(await verifyAccessLog(ports)).toEqual({ sound: 4, firstAltered: 5 })
    await ports.db.deleteFrom('access_log').where('sequence', '=', 2).execute()
    expect(await verifyAccessLog(ports)).toEqual({ sound: 1, firstAltered: 2 })
  })

  it('finds a chain made again by somebody who has the database and not the key', async () => {
    const ports = await filled(4)
    await dropAccessLogGuard(ports.db)
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
