import { serve } from '@hono/node-server'
import { isRefusal, type Refusal } from '../shared/problem.ts'
import { createApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { startJobs } from './jobs.ts'
import { closePorts, makePorts } from './make-ports.ts'

const JOB_SECONDS = 20

const config = readConfig(process.env)
if (isRefusal(config)) stopWith(config)
else await start(config)

/** Says what is wrong with the configuration, variable by variable, and leaves. */
function stopWith(refusal: Refusal): void {
  const faults = (refusal.details?.faults ?? [refusal.refusal]) as readonly string[]
  console.error(`Configuration refused:\n${faults.map((fault) => `  ${fault}`).join('\n')}\nSee .env.example.`)
  process.exitCode = 1
}

async function start(config: Config): Promise<void> {
  const ports = await makePorts(config)
  if (isRefusal(ports)) return stopWith(ports)
  const stopJobs = startJobs(ports, JOB_SECONDS)
  const { fetch } = createApp(ports)
  const server = serve({ fetch, port: config.port, hostname: config.host }, ({ port }) => {
    ports.log.info({ port, mode: config.demo ? 'demo' : 'production' }, `Escale: http://localhost:${port}`)
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    const isTaken = error.code === 'EADDRINUSE'
    console.error(
      isTaken ? `Port ${config.port} is taken: set PORT to another one.` : `Escale cannot listen: ${error.code}`,
    )
    process.exit(1)
  })
  const stop = async () => {
    server.close()
    await stopJobs()
    await closePorts(ports)
    process.exit(0)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}
