import { z } from 'zod'
import { CHAINED, Place } from './chain-access.ts'

const Witness = Place.extend({ msg: z.literal(CHAINED) })

/** The ends of the access log's chain that the application's own log tells, one JSON line each, oldest first. */
export function readWitnesses(log: string): Place[] {
  return log.split('\n').flatMap((line) => {
    const read = Witness.safeParse(lineOf(line))
    return read.success ? [{ sequence: read.data.sequence, hash: read.data.hash }] : []
  })
}

/** A line of a log; whatever gathered it may have put words of its own before. */
function lineOf(line: string): unknown {
  try {
    return JSON.parse(line.slice(Math.max(0, line.indexOf('{'))))
  } catch {
    return null
  }
}
