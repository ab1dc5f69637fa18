import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { freePort } from '../support/free-port.ts'

// Cold start of the built server, with and without the demo to write, beside Node starting with nothing to do, and the
// script each page makes a browser load. Run `npm run build` first: it measures what is in dist/.

const RUNS = 5

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Milliseconds from launching the server to its first answer. */
async function startMilliseconds(dataFolder: string): Promise<number> {
  const port = await freePort()
  const from = performance.now()
  const server = spawn(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, PORT: String(port), ESCALE_DATA: dataFolder, LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  })
  try {
    for (;;) {
      const isUp = await fetch(`http://127.0.0.1:${port}/api/session`).then(
        (answer) => answer.ok,
        () => false,
      )
      if (isUp) return performance.now() - from
      if (server.exitCode !== null) throw new Error('the server did not start: run `npm run build` first')
      await wait(10)
    }
  } finally {
    server.kill('SIGTERM')
    await new Promise((resolve) => server.once('exit', resolve))
  }
}

function nodeMilliseconds(): Promise<number> {
  const from = performance.now()
  return new Promise((resolve) => {
    spawn(process.execPath, ['-e', '0']).once('exit', () => resolve(performance.now() - from))
  })
}

const nodeAlone: number[] = []
const first: number[] = []
const again: number[] = []
for (let run = 0; run < RUNS; run++) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'escale-bench-'))
  nodeAlone.push(await nodeMilliseconds())
  first.push(await startMilliseconds(dataFolder))
  again.push(await startMilliseconds(dataFolder))
  rmSync(dataFolder, { recursive: true, force: true })
}
const reference = median(nodeAlone)
const line = (what: string, values: number[]) =>
  console.log(`${what}: ${Math.round(median(values))} ms, ${(median(values) / reference).toFixed(1)} × Node alone`)
console.log(`Cold start to the first answer, median of ${RUNS} (Node alone: ${Math.round(reference)} ms)`)
line('  first start, demo written to an empty folder', first)
line('  next start', again)

const assets = 'dist/web/assets'
const files = readdirSync(assets).filter((file) => file.endsWith('.js'))
const source = new Map(files.map((file) => [file, readFileSync(join(assets, file), 'utf8')]))
const gzipped = new Map([...source].map(([file, text]) => [file, gzipSync(text, { level: 9 }).length]))

/** A script and everything it imports before it runs. */
function closure(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const match of (source.get(file) ?? '').matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
    if (match[1] && source.has(match[1])) closure(match[1], seen)
  }
  return seen
}

const LIMIT_KILOBYTES = 80
const html = readFileSync('dist/web/index.html', 'utf8')
const entry = html.match(/assets\/([^"']+\.js)/)?.[1] ?? ''
const kilobytes = (set: Set<string>) => [...set].reduce((sum, file) => sum + (gzipped.get(file) ?? 0), 0) / 1000
console.log(`\nScript a page loads, gzip (limit for pages without a map: ${LIMIT_KILOBYTES} kB)`)
console.log(`  entry: ${kilobytes(closure(entry)).toFixed(1)} kB`)
for (const page of files.filter((file) => /-page-/.test(file)).sort()) {
  const needed = closure(page, closure(entry))
  const isMap = [...needed].some((file) => /import\(["'`]\.\/maplibre/.test(source.get(file) ?? ''))
  const size = kilobytes(needed)
  const verdict = isMap ? ' (then the map, lazily)' : size > LIMIT_KILOBYTES ? ' · held: NO' : ''
  console.log(`  ${page.replace(/-[\w-]{8}\.js$/, '')}: ${size.toFixed(1)} kB${verdict}`)
}
for (const [file, size] of [...gzipped].sort((one, other) => other[1] - one[1]).slice(0, 3)) {
  console.log(`  largest: ${file.replace(/-[\w-]{8}\.js$/, '')} ${(size / 1000).toFixed(1)} kB`)
}
