import { type Logger, pino } from 'pino'

export type Log = Logger

/** Structured logs on standard output. Callers pass identifiers and codes, never personal data. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
}

/** A fault as the log may tell it: its kind, and its file and line. Its message might quote what someone typed. */
export function faultOf(error: unknown): { error: string; at: string | undefined } {
  if (!(error instanceof Error)) return { error: 'unknown', at: undefined }
  const at = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '))
  return { error: error.name, at: at?.trim() }
}

/** Ends the process on a fault nobody caught, told like any other: left to itself, the runtime would print its message. */
export function tellCrashes(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.fatal(faultOf(error), 'the process ends on a fault nobody caught')
    log.flush()
    process.exit(1)
  })
}
