import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FIRST_KEY, fixedKeyring, type Keyring } from '../../server/access/keyring.ts'
import { createVault } from '../../server/access/vault.ts'
import { createLog } from '../../server/log.ts'
import { backUp } from '../../server/operations/back-up.ts'
import { checkBackup } from '../../server/operations/backup-file.ts'
import { openStore } from '../../server/operations/open-store.ts'
import { countRows, restore } from '../../server/operations/restore.ts'
import { type Database, type DatabaseLocation, openDatabase } from '../../server/store/database.ts'
import { locationInSchema } from '../../server/store/location.ts'
import { appliedMigrations, migrate, migrationNames } from '../../server/store/migrate.ts'
import { listTables } from '../../server/store/tables.ts'
import { isRefusal } from '../../shared/problem.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE, testDatabase } from '../support/test-database.ts'
import { newFolder, newLocations } from './two-engines.ts'

const log = createLog('silent')
const TSX = ['--import', 'tsx']

describe(`a backup made on ${ENGINE}`, () => {
  const key = randomBytes(32)
  const ring = fixedKeyring([{ id: FIRST_KEY, key, activeFrom: null }])
  const file = join(newFolder(), 'escale.backup')
  let demo: Awaited<ReturnType<typeof testApp>>
  const opened: Database[] = []
  beforeAll(async () => {
    demo = await testApp()
    const summary = await backUp(demo.ports.db, ring, file)
    if (isRefusal(summary)) throw new Error(summary.refusal)
  })
  afterAll(async () => {
    await demo.ports.planner.close()
    await Promise.all([demo.ports.db, ...opened].map((db) => db.destroy()))
  })

  it('holds every table the database has, and every row', async () => {
    const summary = await checkBackup(file, ring)
    if (isRefusal(summary)) throw new Error(summary.refusal)
    const names = (await demo.ports.db.introspection.getTables()).map(({ name }) => name)
    expect(Object.keys(summary.counts).sort()).toEqual(names.filter((name) => !/^kysely_/.test(name)).sort())
    expect(summary.counts).toEqual(await countRows(demo.ports.db))
    expect(summary.counts.person!.rows).toBeGreaterThan(5)
    expect(summary.migrations).toEqual(migrationNames)
  })

  it('shows nothing of what it holds, and leaves no unfinished file behind', () => {
    const text = readFileSync(file).toString('latin1')
    expect(text).not.toMatch(/duty|Garance|v1\./)
    expect(readdirSync(dirname(file))).toEqual(['escale.backup'])
  })

  it('is restored into an empty database of either engine, counted, compared and its log verified', async () => {
    // The demo's rows are sealed with the tests' key, its backup with another: the log cannot be judged with that one.
    for (const location of await newLocations()) {
      const restored = await restore({ ring, log }, file, location, false)
      if (isRefusal(restored)) throw new Error(restored.refusal)
      const db = openDatabase(location)
      opened.push(db)
      const before = await countRows(demo.ports.db)
      const after = await countRows(db)
      for (const { name } of await listTables(db)) {
        if (!['access_log', 'setting'].includes(name)) expect(after[name], name).toEqual(before[name])
      }
      expect(await restore({ ring, log }, file, location, false)).toMatchObject({ refusal: 'restore_target_not_empty' })
      expect(isRefusal(await restore({ ring, log }, file, location, true))).toBe(false)
    }
  })

  it('replaces what stood there in one step, and keeps that whole', async () => {
    for (const location of await newLocations()) {
      const before = openDatabase(location)
      await migrate(before)
      await before.insertInto('setting').values({ key: 'before', value: '"yes"' }).execute()
      await before.destroy()
      const restored = await restore({ ring, log }, file, location, true)
      if (isRefusal(restored)) throw new Error(restored.refusal)
      expect(restored.replaced).toMatch(/before[-_]\d{8}t\d{6}z$/)
      const kept: DatabaseLocation =
        location.engine === 'sqlite'
          ? { ...location, file: restored.replaced! }
          : locationInSchema(location, restored.replaced!)
      const settings = async (of: DatabaseLocation) => {
        const db = openDatabase(of)
        const rows = await db.selectFrom('setting').select('key').where('key', '=', 'before').execute()
        const people = await db.selectFrom('person').select('id').execute()
        await db.destroy()
        return { settings: rows.length, hasPeople: people.length > 0 }
      }
      expect(await settings(kept)).toEqual({ settings: 1, hasPeople: false })
      expect(await settings(location)).toEqual({ settings: 0, hasPeople: true })
      const again = await openStore(location)
      if (isRefusal(again)) throw new Error(again.refusal)
      expect(await appliedMigrations(again)).toEqual(migrationNames)
      await again.destroy()
    }
  })

  it('leaves what stood there as it was when its restoration is interrupted, and goes through the next time', async () => {
    // The key is lost between the check and the loading, when half of the work is done.
    for (const location of await newLocations()) {
      const db = openDatabase(location)
      await migrate(db)
      await db.insertInto('setting').values({ key: 'before', value: '"yes"' }).execute()
      const stood = await countRows(db)
      let asked = 0
      const losing: Keyring = { ...ring, named: (id) => (++asked === 1 ? ring.named(id) : undefined) }
      await expect(restore({ ring: losing, log }, file, location, true)).rejects.toThrow()
      expect(await countRows(db)).toEqual(stood)
      expect(await appliedMigrations(db)).toEqual(migrationNames)
      await db.destroy()
      expect(isRefusal(await restore({ ring, log }, file, location, true))).toBe(false)
    }
  })

  it('leaves what stood there as it was when the machine dies as it would take its place', async () => {
    const location = (await newLocations()).find(({ engine }) => engine === 'postgres')
    if (location?.engine !== 'postgres') return
    const db = openDatabase(location)
    await migrate(db)
    await db.insertInto('setting').values({ key: 'before', value: '"yes"' }).execute()
    const stood = await countRows(db)
    const keys = join(newFolder(), 'keys')
    writeFileSync(keys, key.toString('base64'))
    const command = [...TSX, 'server/cli/restore.ts', '--from', file, '--to', location.url, '--key', keys, '--replace']
    let child: ChildProcess | undefined
    // Somebody reads a table meanwhile, so that the swap waits for them.
    await db.transaction().execute(async (trx) => {
      await trx.selectFrom('setting').selectAll().execute()
      child = spawn(process.execPath, command, { stdio: 'ignore' })
      const waiting = async () => {
        const { rows } = await sql<{ waits: number }>`
          select count(*) as waits from pg_stat_activity where wait_event_type = 'Lock'
          and datname = current_database() and query like 'alter table%'`.execute(db)
        return rows[0]!.waits
      }
      await expect.poll(waiting, { timeout: 60_000 }).toBe(1)
      child.kill('SIGKILL')
      await once(child, 'exit')
    })
    expect(await countRows(db)).toEqual(stood)
    expect(isRefusal(await restore({ ring, log }, file, location, true))).toBe(false)
    expect(await countRows(db)).not.toEqual(stood)
    await db.destroy()
  })

  it('is refused when it was altered, cut short, or when the key is another', async () => {
    const bytes = readFileSync(file)
    const broken = join(newFolder(), 'broken.backup')
    for (const place of [500, Math.floor(bytes.length / 2), bytes.length - 3]) {
      const altered = Buffer.from(bytes)
      altered[place]! ^= 1
      writeFileSync(broken, altered)
      expect(await checkBackup(broken, ring), `byte ${place}`).toMatchObject({ refusal: 'damaged_backup' })
    }
    for (const length of [bytes.length - 1, Math.floor(bytes.length / 2), bytes.indexOf(10) + 1]) {
      writeFileSync(broken, bytes.subarray(0, length))
      expect(await checkBackup(broken, ring), `cut at ${length}`).toMatchObject({ refusal: 'damaged_backup' })
    }
    const other = fixedKeyring([{ id: FIRST_KEY, key: randomBytes(32), activeFrom: null }])
    expect(await checkBackup(file, other)).toMatchObject({ refusal: 'damaged_backup' })
    const named = fixedKeyring([{ id: '20270101', key, activeFrom: null }])
    expect(await checkBackup(file, named)).toMatchObject({ refusal: 'unknown_backup_key' })
    writeFileSync(broken, 'not one\n')
    expect(await checkBackup(broken, ring)).toMatchObject({ refusal: 'not_a_backup' })
    const [location] = await newLocations()
    expect(await restore({ ring, log }, broken, location!, false)).toMatchObject({ refusal: 'not_a_backup' })
    expect(location!.engine === 'sqlite' && existsSync(location!.file)).toBe(false)
  })

  it('never replaces another one', async () => {
    expect(await backUp(demo.ports.db, ring, file)).toMatchObject({ refusal: 'backup_exists' })
  })
})

describe(`a backup of changing data on ${ENGINE}`, () => {
  it('is of one instant, while others write', async () => {
    const [location] = (await newLocations()).toReversed()
    const writer = openDatabase(location!)
    await migrate(writer)
    const reader = openDatabase(location!)
    const put = (value: number) =>
      writer.transaction().execute(async (trx) => {
        for (const key of ['left', 'right']) {
          await trx
            .insertInto('setting')
            .values({ key, value: String(value) })
            .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: String(value) }))
            .execute()
        }
      })
    let isOver = false
    const writing = (async () => {
      for (let value = 0; !isOver; value++) {
        await put(value)
        // SQLite answers at once: without this nobody else would ever have a turn.
        await nextTurn()
      }
    })()
    const ring = fixedKeyring([{ id: FIRST_KEY, key: randomBytes(32), activeFrom: null }])
    const file = join(newFolder(), 'changing.backup')
    const summary = await backUp(reader, ring, file)
    isOver = true
    await writing
    expect(isRefusal(summary)).toBe(false)
    const [empty] = await newLocations()
    const restored = await restore({ ring, log }, file, empty!, false)
    if (isRefusal(restored)) throw new Error(restored.refusal)
    expect(restored.accessLog).toEqual({ sound: 0, firstAltered: null })
    const db = openDatabase(empty!)
    const rows = await db.selectFrom('setting').select('value').where('key', 'in', ['left', 'right']).execute()
    expect(new Set(rows.map(({ value }) => value)).size).toBeLessThanOrEqual(1)
    await Promise.all([writer.destroy(), reader.destroy(), db.destroy()])
  })
})

describe(`a backup made by an older version on ${ENGINE}`, () => {
  it('goes forward to today’s tables when restored, and one of a newer version is refused', async () => {
    const [location] = await newLocations()
    const old = openDatabase(location!)
    await migrate(old, migrationNames[0]!)
    await old.insertInto('setting').values({ key: 'kept', value: '"yes"' }).execute()
    const ring = fixedKeyring([{ id: FIRST_KEY, key: randomBytes(32), activeFrom: null }])
    const file = join(newFolder(), 'old.backup')
    await backUp(old, ring, file)
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2027')`.execute(old)
    const later = join(newFolder(), 'later.backup')
    await backUp(old, ring, later)
    await old.destroy()
    const [empty] = (await newLocations()).toReversed()
    const restored = await restore({ ring, log }, file, empty!, false)
    if (isRefusal(restored)) throw new Error(restored.refusal)
    const db = openDatabase(empty!)
    expect(await db.selectFrom('setting').select('key').where('key', '=', 'kept').execute()).toHaveLength(1)
    expect(await db.selectFrom('job_lease').selectAll().execute()).toEqual([])
    await db.destroy()
    expect(await restore({ ring, log }, later, empty!, true)).toMatchObject({ refusal: 'newer_backup' })
  })
})

describe(`the tables as ${ENGINE} describes them`, () => {
  it('each have a primary key and come after those they refer to', async () => {
    const db = await testDatabase()
    const tables = await listTables(db)
    expect(tables.filter(({ key }) => key.length === 0)).toEqual([])
    const place = (name: string) => tables.findIndex((table) => table.name === name)
    for (const { name, refersTo } of tables)
      for (const target of refersTo) expect(place(target)).toBeLessThan(place(name))
    expect(place('appointment')).toBeGreaterThan(place('slot'))
    await db.destroy()
  })
})

it('the vault of a restored database opens what the lost one sealed', async () => {
  const ring = fixedKeyring([{ id: FIRST_KEY, key: randomBytes(32), activeFrom: null }])
  const db = await testDatabase()
  await db
    .insertInto('setting')
    .values({ key: 'sealed', value: createVault(ring).seal('un secret') })
    .execute()
  const file = join(newFolder(), 'sealed.backup')
  await backUp(db, ring, file)
  await db.destroy()
  const [location] = await newLocations()
  await restore({ ring, log }, file, location!, false)
  const restored = openDatabase(location!)
  const { value } = await restored
    .selectFrom('setting')
    .select('value')
    .where('key', '=', 'sealed')
    .executeTakeFirstOrThrow()
  expect(createVault(ring).open(value)).toBe('un secret')
  await restored.destroy()
})
