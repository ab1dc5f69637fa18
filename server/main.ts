import { isRefusal, type Refusal } from '../shared/problem.ts'
import { createApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { startJobs } from './jobs.ts'
import { createLog, type Log, tellCrashes } from './log.ts'
import { closePorts, makePorts } from './make-ports.ts'
import { openCertificate } from './operations/certificate.ts'
import { checkBeside } from './operations/check-beside.ts'
import { collectSooner } from './operations/collect-sooner.ts'
import { serveRequests } from './operations/serve.ts'
import type { Ports } from './ports.ts'
import { locationOf } from './store/location.ts'

const JOB_SECONDS = 20
/** Those who ask at once are answered before drive times are made ready. */
const WARM_AFTER_MILLISECONDS = 1_000

// What the process writes (database, log beside it, keys of the demonstration) is for its own account alone.
process.umask(0o077)
collectSooner()
const config = readConfig(process.env)
if (isRefusal(config)) stopWith(config)
else {
  const log = createLog(config.logLevel)
  tellCrashes(log)
  await start(config, log)
}

/** Says what is wrong with the configuration or the database, one line each, and leaves. */
function stopWith(refusal: Refusal): void {
  const faults = (refusal.details?.faults ?? [refusal.refusal]) as readonly string[]
  const what = refusal.refusal === 'store_refused' ? 'Escale does not start' : 'Configuration refused'
  const where = refusal.refusal === 'store_refused' ? '' : '\nSee .env.example.'
  console.error(`${what}:\n${faults.map((fault) => `  ${fault}`).join('\n')}${where}`)
  process.exitCode = 1
}

/** Asks one way, so that the first person to ask does not wait for a network to be built here; a service is not asked in vain. */
function warmTravel({ travel, territory }: Ports): void {
  if (travel.capabilities().provider === 'openrouteservice') return
  const [from, to] = territory.communes
  if (from && to) travel.route({ profile: 'car', from: from.lngLat, to: to.lngLat }).catch(() => undefined)
}

async function start(config: Config, log: Log): Promise<void> {
  const certificate = config.tls && (await openCertificate(config.tls, log))
  if (isRefusal(certificate)) return stopWith(certificate)
  const ports = await makePorts(config)
  if (isRefusal(ports)) return stopWith(ports)
  const { fetch } = createApp(ports)
  const serving = await serveRequests(fetch, { port: config.port, hostname: config.host }, certificate).catch(
    (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE'
      console.error(
        isTaken ? `Port ${config.port} is taken: set PORT to another one.` : `Escale cannot listen: ${error.code}`,
      )
      process.exit(1)
    },
  )
  const stopJobs = startJobs(ports, JOB_SECONDS)
  // Jobs write: they stop with the requests once the file is found damaged.
  const checked = checkBeside(ports, locationOf(config)).then((isSound) => (isSound ? undefined : stopJobs()))
  setTimeout(() => warmTravel(ports), WARM_AFTER_MILLISECONDS).unref()
  const { port } = serving
  ports.log.info(
    { port, mode: config.demo ? 'demo' : 'production' },
    `Escale: ${certificate ? 'https' : 'http'}://localhost:${port}`,
  )
  const stop = async () => {
    ports.log.info('stopping')
    await serving.stop(config.drainSeconds * 1000)
    await checked
    await stopJobs()
    await closePorts(ports)
    ports.log.flush()
    process.exit(0)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}
