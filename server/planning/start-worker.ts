import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/** A national problem makes many short-lived lists: with the usual 16 MB a fifth of its preparation goes to clearing them away. */
const YOUNG_MEGABYTES = 64

/**
 * Four times what a national problem keeps. Below 2 GB the engine lets garbage grow to a share of what is kept rather than to
 * several times as much: both threads then stay within their part of 1 GB.
 */
const OLD_MEGABYTES = 768

const LIMITS = { maxYoungGenerationSizeMb: YOUNG_MEGABYTES, maxOldGenerationSizeMb: OLD_MEGABYTES }

/** Starts a worker; from sources a thread needs tsx registered in itself before it can read TypeScript. */
export function startWorker(url: URL, workerData: unknown): Worker {
  if (!url.pathname.endsWith('.ts')) return new Worker(url, { workerData, resourceLimits: LIMITS })
  const tsxPackage = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))
  const tsx = new URL('./dist/esm/api/index.mjs', tsxPackage).href
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(url.href)}) })`
  return new Worker(code, { eval: true, workerData, execArgv: [] })
}
