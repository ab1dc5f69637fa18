import { isRefusal, type Refusal } from '../shared/problem.ts'
import { createApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { startJobs } from './jobs.ts'
import { closePorts, makePorts } from './make-ports.ts'
import { serveRequests } from './operations/serve.ts'

const JOB_SECONDS = 20

const config = readConfig(process.env)
if (isRefusal(config)) stopWith(config)
else await start(config)

/** Says what is wrong with the configuration or the database, one line each, and leaves. */
function stopWith(refusal: Refusal): void {
  const faults = (refusal.details?.faults ?? [refusal.refusal]) as readonly string[]
  const what = refusal.refusal === 'store_refused' ? 'Escale does not start' : 'Configuration refused'
  const where = refusal.refusal === 'store_refused' ? '' : '\nSee .env.example.'
  console.error(`${what}:\n${faults.map((fault) => `  ${fault}`).join('\n')}${where}`)
  process.exitCode = 1
}

async function start(config: Config): Promise<void> {
  const ports = await makePorts(config)
  if (isRefusal(ports)) return stopWith(ports)
  const { fetch } = createApp(ports)
  const serving = await serveRequests(fetch, { port: config.port, hostname: config.host }).catch(
    (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE'
      console.error(
        isTaken ? `Port ${config.port} is taken: set PORT to another one.` : `Escale cannot listen: ${error.code}`,
      )
      process.exit(1)
    },
  )
  const stopJobs = startJobs(ports, JOB_SECONDS)
  const { port } = serving
  ports.log.info({ port, mode: config.demo ? 'demo' : 'production' }, `Escale: http://localhost:${port}`)
  const stop = async () => {
    ports.log.info('stopping')
    await serving.stop(config.drainSeconds * 1000)
    await stopJobs()
    await closePorts(ports)
    ports.log.flush()
    process.exit(0)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}
