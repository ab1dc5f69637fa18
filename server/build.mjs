// Builds the server and the pages into dist/. With --if-stale, only when a source is newer than what stands there, so
// that a start after an install or a restart does not wait for a build. Plain JavaScript: it runs before any build.
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build as bundle } from 'esbuild'
import { build as buildPages } from 'vite'

const root = join(import.meta.dirname, '..')
const stamp = join(root, 'dist/built')
/** What ends up in dist/, or decides how it gets there. Data files are read at run time. */
const SOURCES = ['server', 'shared', 'web', 'package-lock.json', 'tsconfig.json']

/** Latest change below a file or folder, in milliseconds; a folder's own time tells of files taken away. */
function latestChange(path) {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  const inside = readdirSync(path).map((name) => latestChange(join(path, name)))
  return Math.max(found.mtimeMs, ...inside)
}

const isFresh = () =>
  existsSync(stamp) && SOURCES.every((source) => latestChange(join(root, source)) <= statSync(stamp).mtimeMs)

/**
 * Libraries of many small files that need no other, taken into the bundle: of the eight hundred modules a start would find,
 * read and link, five hundred are theirs. The others stay where npm put them: some are native, some read files beside them.
 */
const TAKEN_IN = ['@hono/node-server', '@hono/zod-validator', 'hono', 'kysely', 'libphonenumber-js', 'zod']
const takenIn = {
  name: 'taken-in',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      const isTakenIn = kind === 'entry-point' || TAKEN_IN.some((name) => path === name || path.startsWith(`${name}/`))
      return isTakenIn ? undefined : { path, external: true }
    })
  },
}

if (!process.argv.includes('--if-stale') || !isFresh()) {
  const started = new Date()
  rmSync(stamp, { force: true })
  const server = bundle({
    absWorkingDir: root,
    entryPoints: ['server/main.ts', 'server/planning/worker.ts', 'server/operations/check-worker.ts'],
    bundle: true,
    plugins: [takenIn],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outdir: 'dist',
    outbase: '.',
    logLevel: 'warning',
  })
  await Promise.all([server, buildPages({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' })])
  writeFileSync(stamp, '')
  // What changed while it was built is newer than the build.
  utimesSync(stamp, started, started)
}
