import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { DatabaseLocation } from './database.ts'

/** Where this configuration keeps its data: PostgreSQL when it is named, else a file of the data folder by mode. */
export function locationOf({
  databaseUrl,
  dataFolder,
  demo,
}: Pick<Config, 'databaseUrl' | 'dataFolder' | 'demo'>): DatabaseLocation {
  if (databaseUrl) return { engine: 'postgres', url: databaseUrl }
  return { engine: 'sqlite', file: join(dataFolder, demo ? 'demo.db' : 'escale.db') }
}

/** The same PostgreSQL where names without a schema stand in the one given. */
export function locationInSchema(
  { engine, url }: Extract<DatabaseLocation, { engine: 'postgres' }>,
  schema: string,
): DatabaseLocation {
  const address = new URL(url)
  const options = [address.searchParams.get('options'), `-c search_path=${schema}`].filter(Boolean).join(' ')
  address.searchParams.set('options', options)
  return { engine, url: address.toString() }
}
