import { afterAll, describe, expect, it } from 'vitest'
import { appendAccess, listAccessLines, verifyAccessLog } from '../../server/access/access-log-store.ts'
import { type Database, transaction } from '../../server/store/database.ts'
import type { PersonId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import { ENGINE, testDatabase } from '../support/test-database.ts'

const person = { personId: '00000000-0000-4000-8000-000000000102' as PersonId, role: 'gp' as const }
const at = '2026-01-19T07:00:00.000Z' as Instant

describe(`the access log on ${ENGINE}`, () => {
  const opened: Database[] = []
  afterAll(() => Promise.all(opened.map((db) => db.destroy())))
  const filled = async (entries: number) => {
    const db = await testDatabase()
    opened.push(db)
    for (let number = 1; number <= entries; number++) {
      await transaction(db, (trx) =>
        appendAccess(trx, {
          person,
          action: 'read',
          resource: 'referral',
          resourceId: `r${number}`,
          purpose: 'care',
          at,
        }),
      )
    }
    return db
  }

  it('chains its entries and finds them all sound', async () => {
    const db = await filled(5)
    expect(await verifyAccessLog(db)).toEqual({ sound: 5, firstAltered: null })
    expect((await listAccessLines(db, 2)).map((entry) => entry.resourceId)).toEqual(['r5', 'r4'])
    expect((await listAccessLines(db, 2, 4)).map((entry) => entry.resourceId)).toEqual(['r3', 'r2'])
  })

  it('finds an entry that was altered', async () => {
    const db = await filled(5)
    await db.updateTable('access_log').set({ resource_id: 'r9' }).where('sequence', '=', 3).execute()
    expect(await verifyAccessLog(db)).toEqual({ sound: 2, firstAltered: 3 })
  })

  it('finds an entry that was taken away', async () => {
    const db = await filled(5)
    await db.deleteFrom('access_log').where('sequence', '=', 2).execute()
    expect(await verifyAccessLog(db)).toEqual({ sound: 1, firstAltered: 2 })
  })

  it('keeps one chain when readers cross', async () => {
    const db = await filled(0)
    await Promise.all(
      Array.from({ length: 12 }, (_, number) =>
        transaction(db, (trx) =>
          appendAccess(trx, {
            person,
            action: 'read',
            resource: 'referral',
            resourceId: `r${number}`,
            purpose: 'care',
            at,
          }),
        ),
      ),
    )
    expect(await verifyAccessLog(db)).toEqual({ sound: 12, firstAltered: null })
  })
})
