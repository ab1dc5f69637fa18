import { isRefusal } from '../shared/problem.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { runJobs } from './jobs.ts'
import { makePorts } from './make-ports.ts'

const config = readConfig(process.env)
if (isRefusal(config)) throw new Error(JSON.stringify(config.details))

const ports = await makePorts(config)
if (isRefusal(ports)) throw new Error(JSON.stringify(ports.details))
if (config.demo) await runJobs(ports)

/** The application as the development server loads it, again at each change of a server file. */
export const app = createApp(ports)
