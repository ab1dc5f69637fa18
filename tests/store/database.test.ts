import { afterAll, describe, expect, it } from 'vitest'
import { type Database, isUniqueViolation, transaction } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { ENGINE, testDatabase } from '../support/test-database.ts'

describe(`the store on ${ENGINE}`, () => {
  const opened: Database[] = []
  const open = async () => {
    const db = await testDatabase()
    opened.push(db)
    return db
  }
  afterAll(() => Promise.all(opened.map((db) => db.destroy())))

  it('migrates twice without harm', async () => {
    const db = await open()
    await migrate(db)
    expect(await db.selectFrom('setting').selectAll().execute()).toEqual([])
  })

  it('keeps nothing of a transaction that fails', async () => {
    const db = await open()
    const attempt = transaction(db, async (trx) => {
      await trx.insertInto('setting').values({ key: 'one', value: '1' }).execute()
      throw new Error('no')
    })
    await expect(attempt).rejects.toThrow('no')
    expect(await db.selectFrom('setting').selectAll().execute()).toEqual([])
  })

  it('knows a unique index speaking from any other failure', async () => {
    const db = await open()
    const insert = () => db.insertInto('setting').values({ key: 'one', value: '1' }).execute()
    await insert()
    const error = await insert().catch((caught: unknown) => caught)
    expect(isUniqueViolation(error)).toBe(true)
    expect(isUniqueViolation(new Error('something else'))).toBe(false)
  })

  it('loses no increment when fifty transactions cross', async () => {
    const db = await open()
    await db.insertInto('setting').values({ key: 'count', value: '0' }).execute()
    const increment = () =>
      transaction(db, async (trx) => {
        const row = await trx.selectFrom('setting').select('value').where('key', '=', 'count').executeTakeFirstOrThrow()
        await trx
          .updateTable('setting')
          .set({ value: String(Number(row.value) + 1) })
          .where('key', '=', 'count')
          .execute()
      })
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, increment))
    const done = outcomes.filter((outcome) => outcome.status === 'fulfilled').length
    const row = await db.selectFrom('setting').select('value').where('key', '=', 'count').executeTakeFirstOrThrow()
    expect(Number(row.value)).toBe(done)
    expect(done).toBe(50)
  })
})
