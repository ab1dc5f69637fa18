import { serve } from '@hono/node-server'
import { isRefusal } from '../shared/problem.ts'
import { createApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { startJobs } from './jobs.ts'
import { closePorts, makePorts } from './make-ports.ts'

const JOB_SECONDS = 20

const config = readConfig(process.env)
if (isRefusal(config)) {
  const faults = config.details?.faults as readonly string[]
  console.error(`Configuration refused:\n${faults.map((fault) => `  ${fault}`).join('\n')}\nSee .env.example.`)
  process.exit(1)
}
await start(config)

async function start(config: Config): Promise<void> {
  const ports = await makePorts(config)
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
