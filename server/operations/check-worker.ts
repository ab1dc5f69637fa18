import { parentPort, workerData } from 'node:worker_threads'
import { isFileSound } from '../store/check-file.ts'
import { openDatabase } from '../store/database.ts'
import { storageFault } from './storage-fault.ts'

/** What the thread is started with: the SQLite file to read whole. It answers whether every page is sound, and ends. */
export type CheckStart = { readonly file: string }

const { file } = workerData as CheckStart
const db = openDatabase({ engine: 'sqlite', file })
const isSound = await isFileSound(db).catch((error: unknown) => {
  if (storageFault(error) === 'storage_damaged') return false
  throw error
})
await db.destroy()
parentPort?.postMessage(isSound)
