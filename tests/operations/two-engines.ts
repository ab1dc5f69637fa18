import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type DatabaseLocation, openDatabase } from '../../server/store/database.ts'

/** A temporary folder of a test. */
export const newFolder = () => mkdtempSync(join(tmpdir(), 'escale-operations-'))

/** Places for databases that do not exist yet, or are empty: a file, and PostgreSQL where the run has one. */
export async function newLocations(): Promise<DatabaseLocation[]> {
  const file: DatabaseLocation = { engine: 'sqlite', file: join(newFolder(), 'restored.db') }
  const url = process.env.TEST_POSTGRES_URL
  if (!url) return [file]
  const name = `t${randomUUID().replaceAll('-', '')}`
  const administration = openDatabase({ engine: 'postgres', url })
  await sql.raw(`create database ${name}`).execute(administration)
  await administration.destroy()
  const own = new URL(url)
  own.pathname = `/${name}`
  return [file, { engine: 'postgres', url: own.toString() }]
}
