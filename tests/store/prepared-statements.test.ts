import { describe, expect, test } from 'vitest'
import { isUniqueViolation, openDatabase, transaction } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { preparingOnce } from '../../server/store/prepared-statements.ts'

describe('a statement prepared once', () => {
  test('is prepared once per text, and again only when long unused', () => {
    let prepared = 0
    const database = preparingOnce({ prepare: (sql) => ({ sql, number: ++prepared }), close: () => {} })
    const first = database.prepare('select 1')
    expect(database.prepare('select 1')).toBe(first)
    for (let number = 0; number < 2_000; number++) database.prepare(`select ${number}`)
    expect(database.prepare('select 1')).toBe(first)
    for (let number = 0; number < 2_001; number++) database.prepare(`select ${number} + 0`)
    expect(database.prepare('select 1')).not.toBe(first)
  })

  test('keeps nothing of what changes tables', () => {
    let prepared = 0
    const database = preparingOnce({ prepare: () => ++prepared, close: () => {} })
    expect([database.prepare('create table t (id text)'), database.prepare('create table t (id text)')]).toEqual([1, 2])
    expect([database.prepare('pragma foreign_keys'), database.prepare('pragma foreign_keys')]).toEqual([3, 4])
  })

  test('is kept too when it opens or ends a transaction', () => {
    let prepared = 0
    const database = preparingOnce({ prepare: () => ++prepared, close: () => {} })
    const texts = ['begin', 'savepoint member', 'rollback to member', 'release member', 'commit', 'rollback']
    for (const text of [...texts, ...texts]) database.prepare(text)
    expect(prepared).toBe(texts.length)
  })

  test('answers rightly after it was refused, rolled back, or read in part', async () => {
    const db = openDatabase({ engine: 'sqlite', file: ':memory:' })
    await migrate(db)
    const insert = (key: string, value: string) => db.insertInto('setting').values({ key, value }).execute()
    const read = (key: string) => db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
    await insert('one', '1')
    await expect(insert('one', '2')).rejects.toSatisfy(isUniqueViolation)
    await insert('two', '2')
    await expect(
      transaction(db, async (trx) => {
        await trx.insertInto('setting').values({ key: 'three', value: '3' }).execute()
        throw new Error('taken back')
      }),
    ).rejects.toThrow('taken back')
    expect([await read('one'), await read('two'), await read('three')]).toEqual([
      { value: '1' },
      { value: '2' },
      undefined,
    ])
    await db.deleteFrom('setting').execute()
    expect(await read('one')).toBeUndefined()
    await insert('one', '1')
    expect(await read('one')).toEqual({ value: '1' })
    await db.destroy()
  })
})
