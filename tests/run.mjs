// The one test command: installs what the tests need where it may, starts a PostgreSQL of its own, runs every check
// and every test, and ends with one line that counts them. Plain JavaScript: it runs before anything is installed.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const isRoot = process.getuid?.() === 0
const run = (command, args, options = {}) => spawnSync(command, args, { stdio: 'inherit', ...options }).status === 0
const onPath = (name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim()
const stop = (line) => {
  console.error(line)
  process.exit(1)
}

function findChromium() {
  const candidates = [process.env.CHROMIUM, ...['chromium', 'chromium-browser', 'google-chrome'].map(onPath)]
  return candidates.find((path) => path && existsSync(path)) ?? playwrightChromium()
}

function playwrightChromium() {
  const code = "import('playwright-core').then((p) => process.stdout.write(p.chromium.executablePath()))"
  const path = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' }).stdout
  return path && existsSync(path) ? path : undefined
}

/** The folder that holds all of PostgreSQL's programs we run; a lone link to one of them is followed. */
function findPostgres() {
  const linked = onPath('initdb')
  const packaged = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort((a, b) => b - a) : []
  const folders = [
    ...(linked ? [dirname(realpathSync(linked))] : []),
    ...packaged.map((version) => `/usr/lib/postgresql/${version}/bin`),
  ]
  const programs = ['initdb', 'postgres', 'pg_ctl', 'pg_isready']
  return folders.find((folder) => programs.every((program) => existsSync(join(folder, program))))
}

function installWithApt(packages) {
  if (!isRoot || !onPath('apt-get')) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  console.log(`Installing ${packages.join(' and ')} with apt-get…`)
  return (
    run('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] }) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  )
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** A cluster in a temporary folder, owned by an unprivileged user; returns its URL and how to take it away. */
async function startPostgres(bin) {
  const folder = mkdtempSync(join(tmpdir(), 'escale-postgres-'))
  const user = isRoot ? ['postgres', 'nobody'].find((name) => spawnSync('id', [name]).status === 0) : undefined
  const as = (command, args) => (user ? ['runuser', ['-u', user, '--', command, ...args]] : [command, args])
  if (user) {
    chmodSync(folder, 0o755)
    execFileSync('chown', [user, folder])
  }
  const data = join(folder, 'data')
  const port = await freePort()
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], cwd: folder }
  execFileSync(
    ...as(join(bin, 'initdb'), ['-D', data, '-U', 'escale', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N']),
    quiet,
  )
  const settings = [
    '-F',
    '-c',
    `port=${port}`,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `unix_socket_directories=${folder}`,
  ]
  const log = join(folder, 'log')
  const output = openSync(log, 'a')
  const server = spawn(...as(join(bin, 'postgres'), ['-D', data, ...settings, '-c', 'max_connections=200']), {
    stdio: ['ignore', output, output],
    cwd: folder,
    detached: true,
  })
  const isReady = () =>
    spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' }).status === 0
  const takeAway = () => {
    spawnSync(...as(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']), quiet)
    rmSync(folder, { recursive: true, force: true })
  }
  // A busy machine may take its time; a server that ended will not come.
  for (let tries = 0; !isReady(); tries++) {
    if (server.exitCode !== null || tries === 600) {
      const said = readFileSync(log, 'utf8').trim()
      takeAway()
      stop(`PostgreSQL did not start for the store tests. It said: ${said || 'nothing'}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { url: `postgres://escale@127.0.0.1:${port}/postgres`, stop: takeAway }
}

if (!existsSync('node_modules/vitest') && !run('npm', ['ci', '--no-audit', '--no-fund'])) stop('npm ci failed.')

const missing = [
  ...(findChromium() ? [] : ['chromium']),
  ...(findPostgres() ? [] : ['postgresql']),
  ...(onPath('openssl') ? [] : ['openssl']),
]
if (missing.length > 0 && !installWithApt(missing) && missing.includes('chromium')) {
  run('npx', ['playwright-core', 'install', 'chromium'])
}
const chromium = findChromium()
const postgresBin = findPostgres()
if (!chromium) stop('Missing: Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path.')
if (!postgresBin) stop('Missing: PostgreSQL. Install it (Debian: apt-get install postgresql) so that initdb is found.')
if (!onPath('openssl'))
  stop('Missing: openssl, which makes certificates. Install it (Debian: apt-get install openssl).')

const postgres = await startPostgres(postgresBin)
const env = { ...process.env, CHROMIUM: chromium, TEST_POSTGRES_URL: postgres.url, NODE_ENV: 'test' }
const report = join(mkdtempSync(join(tmpdir(), 'escale-report-')), 'report.json')
let passed = 0
let failed = 0
const broken = []
try {
  for (const [name, command, args] of [
    ['format and lint', 'npx', ['biome', 'check', '.']],
    ['types', 'npx', ['tsc', '-b']],
    ['unused code', 'npx', ['knip']],
    ['build', 'npm', ['run', '--silent', 'build']],
  ]) {
    console.log(`— ${name}`)
    if (run(command, args, { env })) passed += 1
    else broken.push(name)
  }
  console.log('— tests')
  const isGreen = run('npx', ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`], {
    env,
  })
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined
  passed += counts?.numPassedTests ?? 0
  failed += counts?.numFailedTests ?? 0
  const skipped = (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0)
  if (skipped > 0) console.log(`${skipped} skipped: they read reference material that is not part of the project.`)
  if (!isGreen && !(counts?.numFailedTests > 0)) broken.push('tests, outside of any one of them')
} finally {
  postgres.stop()
}
failed += broken.length
if (broken.length > 0) console.log(`Failed: ${broken.join('; ')} (see above).`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
