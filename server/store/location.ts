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
