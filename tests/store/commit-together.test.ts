import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase, snapshot, type Transaction, transaction } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'

describe('transactions of one moment on the embedded database', () => {
  let folder: string
  let db: Database
  let other: Database

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'escale-together-'))
    const location = { engine: 'sqlite', file: join(folder, 'together.db') } as const
    db = openDatabase(location)
    await migrate(db)
    other = openDatabase(location)
  })
  afterEach(async () => {
    await Promise.all([db.destroy(), other.destroy()])
    rmSync(folder, { recursive: true })
  })

  const write = (trx: Transaction, key: string) => trx.insertInto('setting').values({ key, value: key }).execute()
  const keysIn = async (from: Database | Transaction) =>
    (await from.selectFrom('setting').select('key').orderBy('key').execute()).map(({ key }) => key)

  test('are told they are done only once all is committed, each having seen those before it', async () => {
    const order: string[] = []
    const one = (key: string) =>
      transaction(db, async (trx) => {
        await write(trx, key)
        order.push(`work ${key}`)
        return keysIn(trx)
      }).then(async (seen) => {
        order.push(`told ${key}`)
        return { seen, onDisk: await keysIn(other) }
      })
    expect(await Promise.all(['a', 'b', 'c'].map(one))).toEqual([
      { seen: ['a'], onDisk: ['a', 'b', 'c'] },
      { seen: ['a', 'b'], onDisk: ['a', 'b', 'c'] },
      { seen: ['a', 'b', 'c'], onDisk: ['a', 'b', 'c'] },
    ])
    expect(order).toEqual(['work a', 'work b', 'work c', 'told a', 'told b', 'told c'])
  })

  test('are undone alone when one throws', async () => {
    const failing = transaction(db, async (trx) => {
      await write(trx, 'b')
      throw new Error('not this one')
    })
    const outcomes = await Promise.allSettled([
      transaction(db, (trx) => write(trx, 'a')),
      failing,
      transaction(db, (trx) => write(trx, 'c')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await expect(failing).rejects.toThrow('not this one')
    expect(await keysIn(other)).toEqual(['a', 'c'])
  })

  test('run again one by one when they cannot be committed together', async () => {
    await sql`create table parent (id text primary key)`.execute(db)
    await sql`create table child (parent_id text references parent (id) deferrable initially deferred)`.execute(db)
    const outcomes = await Promise.allSettled([
      transaction(db, (trx) => write(trx, 'a')),
      transaction(db, (trx) => sql`insert into child values ('nobody')`.execute(trx)),
      transaction(db, (trx) => write(trx, 'c')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await keysIn(other)).toEqual(['a', 'c'])
  })

  test('keep other processes from writing between what they read and what they write', async () => {
    await sql`pragma busy_timeout = 10`.execute(other)
    let refused: unknown
    await transaction(db, async (trx) => {
      await keysIn(trx)
      const crossing = [
        transaction(other, (theirs) => write(theirs, 'b')),
        transaction(other, (one) => write(one, 'c')),
      ]
      refused = await Promise.allSettled(crossing)
      await write(trx, 'a')
    })
    const busy = { status: 'rejected', reason: { code: 'SQLITE_BUSY' } }
    expect(refused).toMatchObject([busy, busy])
    await transaction(other, (trx) => write(trx, 'b'))
    await transaction(db, (trx) => write(trx, 'c'))
    expect(await keysIn(other)).toEqual(['a', 'b', 'c'])
  })

  test('leave others free to write while one only reads', async () => {
    const seen = await snapshot(db, async (trx) => {
      await keysIn(trx)
      await transaction(other, (theirs) => write(theirs, 'a'))
      return keysIn(trx)
    })
    expect([seen, await keysIn(db)]).toEqual([[], ['a']])
  })

  test('are all served when more come than are committed at once, and while others are served', async () => {
    const numbers = Array.from({ length: 40 }, (_, number) => String(number).padStart(2, '0'))
    const later: Promise<unknown>[] = []
    await Promise.all(
      numbers.map((key) =>
        transaction(db, async (trx) => {
          await write(trx, key)
          later.push(transaction(db, (next) => write(next, `${key} later`)))
        }),
      ),
    )
    await Promise.all(later)
    expect(await keysIn(other)).toHaveLength(80)
  })
})
