import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Keeps texts by key. It may forget; it never gives back anything but what was put. */
export type TravelCacheStore = {
  get(key: string): Promise<string | null>
  put(key: string, text: string): Promise<void>
}

/** A store that lasts as long as the process. */
export function createMemoryCacheStore(): TravelCacheStore {
  const texts = new Map<string, string>()
  return {
    get: async (key) => texts.get(key) ?? null,
    put: async (key, text) => {
      texts.set(key, text)
    },
  }
}

/**
 * A store of one small file per key in `folder`, named by the key's digest: no place can be read off a file name. Files
 * are written beside, then renamed. When there are more than `most`, the oldest are dropped.
 */
export function createFileCacheStore(folder: string, most = 20_000): TravelCacheStore {
  mkdirSync(folder, { recursive: true })
  const fileOf = (key: string) => join(folder, `${createHash('sha256').update(key).digest('hex')}.json`)
  let writes = 0
  return {
    get: async (key) => {
      try {
        return await readFile(fileOf(key), 'utf8')
      } catch {
        return null
      }
    },
    put: async (key, text) => {
      writes += 1
      const part = `${fileOf(key)}.${process.pid}.${writes}.part`
      await writeFile(part, text)
      await rename(part, fileOf(key))
      if (writes % 1000 === 0) await dropOldest(folder, most)
    },
  }
}

async function dropOldest(folder: string, most: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  if (names.length <= most) return
  const dated = await Promise.all(
    names.map(async (name) => ({ name, written: (await stat(join(folder, name))).mtimeMs })),
  )
  dated.sort((a, b) => a.written - b.written)
  await Promise.all(dated.slice(0, names.length - most).map(({ name }) => unlink(join(folder, name))))
}
