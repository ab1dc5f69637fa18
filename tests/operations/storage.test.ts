import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../server/app.ts'
import { personNamed } from '../../server/demo/people.ts'
import { createLog } from '../../server/log.ts'
import { checkBeside } from '../../server/operations/check-beside.ts'
import { openStore } from '../../server/operations/open-store.ts'
import { soundnessOf } from '../../server/operations/soundness.ts'
import { storageFault } from '../../server/operations/storage-fault.ts'
import { openDatabase } from '../../server/store/database.ts'
import { migrate, migrationNames } from '../../server/store/migrate.ts'
import { isRefusal } from '../../shared/problem.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { newFolder } from './two-engines.ts'

const coded = (code: string) => Object.assign(new Error('x'), { code })

describe('what a database or a disk answers', () => {
  it('is told apart in words', () => {
    expect(storageFault(coded('SQLITE_FULL'))).toBe('storage_full')
    expect(storageFault(coded('53100'))).toBe('storage_full')
    expect(storageFault(coded('EROFS'))).toBe('storage_read_only')
    expect(storageFault(coded('25006'))).toBe('storage_read_only')
    expect(storageFault(coded('SQLITE_CORRUPT_VTAB'))).toBe('storage_damaged')
    expect(storageFault(coded('SQLITE_BUSY'))).toBe('storage_busy')
    expect(storageFault(coded('ECONNREFUSED'))).toBe('storage_unreachable')
    expect(storageFault(coded('57P01'))).toBe('storage_unreachable')
    expect(storageFault(new Error('wrapped', { cause: coded('ENOSPC') }))).toBe('storage_full')
    expect(storageFault(coded('23505'))).toBeNull()
    expect(storageFault(new TypeError('a bug'))).toBeNull()
  })
})

describe.runIf(ENGINE === 'sqlite')('a disk in trouble', () => {
  it('that is full, or read-only, refuses writes in words and lets them pass again once it is well', async () => {
    const { ports, rawAs } = await testApp()
    const { db } = ports
    const { id: personId } = personNamed('Olive')
    const stranger = await rawAs()
    const signIn = () => stranger('/api/session/demo', { method: 'POST', body: JSON.stringify({ personId }) })
    const size = async (text: string) => (await sql<Record<string, number>>`${sql.raw(text)}`.execute(db)).rows[0]!
    const { page_count: pages } = await size('pragma page_count')
    await sql.raw(`pragma max_page_count = ${pages}`).execute(db)
    let full: Response | undefined
    for (let tries = 0; tries < 2000 && (!full || full.status === 200); tries++) full = await signIn()
    expect(full!.status).toBe(503)
    const body = await full!.json()
    expect(body).toMatchObject({ code: 'storage_full', message: expect.stringContaining('plein') })
    await sql.raw('pragma max_page_count = 1000000').execute(db)
    expect((await signIn()).status).toBe(200)
    await sql.raw('pragma query_only = 1').execute(db)
    const readOnly = await signIn()
    expect(readOnly.status).toBe(503)
    expect(await readOnly.json()).toMatchObject({ code: 'storage_read_only' })
    expect((await stranger('/health/live')).status).toBe(200)
    await sql.raw('pragma query_only = 0').execute(db)
    expect((await signIn()).status).toBe(200)
    await ports.planner.close()
    await db.destroy()
  })
})

describe('opening a database file', () => {
  const made = async (step = migrationNames.at(-1)!) => {
    const file = join(newFolder(), 'escale.db')
    const db = openDatabase({ engine: 'sqlite', file })
    await migrate(db, step)
    for (let number = 0; number < 200; number++) {
      await db
        .insertInto('setting')
        .values({ key: `key ${number}`, value: 'x'.repeat(500) })
        .execute()
    }
    await sql`pragma journal_mode = delete`.execute(db)
    await db.destroy()
    return file
  }

  /** Writes over every second page between two. */
  const damage = async (file: string, from: number, to: number) => {
    const handle = await open(file, 'r+')
    for (let page = from; page < to; page += 2) await handle.write(Buffer.alloc(2048, 0xab), 0, 2048, page * 4096)
    await handle.close()
  }

  it('finds one that is damaged, or is no database, and says what to do', async () => {
    const file = await made()
    await damage(file, 3, 60)
    const refused = await openStore({ engine: 'sqlite', file })
    expect(isRefusal(refused) && JSON.stringify(refused.details)).toContain('npm run restore')
    const text = join(newFolder(), 'escale.db')
    writeFileSync(text, 'this is a letter, not a database; '.repeat(200))
    const other = await openStore({ engine: 'sqlite', file: text })
    expect(isRefusal(other) && other.details?.fault).toBe('storage_damaged')
  })

  it('that is large answers before it is read whole, and answers nothing more once it is found damaged', async () => {
    const file = await made()
    const location = { engine: 'sqlite', file } as const
    const ofAnySize = 0
    const sound = await openStore(location, ofAnySize)
    if (isRefusal(sound)) throw new Error(JSON.stringify(sound.details))
    expect(soundnessOf(sound)).toBe('checking')
    expect(await checkBeside({ db: sound, log: createLog('silent') }, location)).toBe(true)
    expect(soundnessOf(sound)).toBe('ok')
    await sound.destroy()
    // The last pages hold rows, not tables: what is damaged here is not noticed by opening.
    const pages = statSync(file).size / 4096
    await damage(file, pages - 8, pages)

    const opened = await openStore(location, ofAnySize)
    if (isRefusal(opened)) throw new Error(JSON.stringify(opened.details))
    const { app, ports } = await testApp({ seed: 'none' })
    const damaged = createApp({ ...ports, db: opened })
    expect((await damaged.request('/api/session')).status).toBe(200)
    expect(await checkBeside({ db: opened, log: ports.log }, location)).toBe(false)
    const refused = await damaged.request('/api/session')
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ code: 'storage_damaged' })
    expect(await (await damaged.request('/health/ready')).json()).toMatchObject({ ready: false, file: 'damaged' })
    expect((await damaged.request('/health/live')).status).toBe(200)
    expect((await app.request('/api/session')).status).toBe(200)
    await opened.destroy()
    await ports.planner.close()
    await ports.db.destroy()

    const again = await openStore(location, ofAnySize)
    expect(isRefusal(again) && again.details?.fault).toBe('file_damaged')
    rmSync(file)
    renameSync(await made(), file)
    const restored = await openStore(location)
    if (isRefusal(restored)) throw new Error(JSON.stringify(restored.details))
    expect(existsSync(`${file}.damaged`)).toBe(false)
    await restored.destroy()
  })

  it('brings an older one forward after rehearsing on a copy, and leaves no copy behind', async () => {
    const file = await made(migrationNames[0]!)
    const db = await openStore({ engine: 'sqlite', file })
    if (isRefusal(db)) throw new Error(JSON.stringify(db.details))
    expect(await db.selectFrom('setting').select('key').execute()).toHaveLength(200)
    expect(await db.selectFrom('job_lease').selectAll().execute()).toEqual([])
    await db.destroy()
  })

  it('leaves a database as it was when a step would fail on it', async () => {
    const file = await made(migrationNames[0]!)
    const before = openDatabase({ engine: 'sqlite', file })
    await sql`create table rate_limit (somebody text)`.execute(before)
    await before.destroy()
    const refused = await openStore({ engine: 'sqlite', file })
    expect(isRefusal(refused) && refused.details?.fault).toBe('migration_fails')
    const after = openDatabase({ engine: 'sqlite', file })
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(after)
    expect(rows.map(({ name }) => name)).toEqual([migrationNames[0]])
    await after.destroy()
  })

  it('refuses one of a newer version, and a PostgreSQL that does not answer', async () => {
    const file = await made()
    const db = openDatabase({ engine: 'sqlite', file })
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2027')`.execute(db)
    await db.destroy()
    const newer = await openStore({ engine: 'sqlite', file })
    expect(isRefusal(newer) && newer.details?.fault).toBe('newer_database')
    const silent = await openStore({ engine: 'postgres', url: 'postgres://nobody@127.0.0.1:1/nothing' })
    expect(isRefusal(silent) && silent.details?.fault).toBe('storage_unreachable')
  })
})
