import { describe, expect, it } from 'vitest'
import { ENGINE } from '../support/test-database.ts'
import { durabilityTrial } from './durability-trial.ts'

/** Several processes, started again and again, on a machine that may be busy. */
const LONGEST = 400_000
const sound = { failures: 0, lost: [], sentTwice: [], doubleBookings: 0, isFileSound: true }

describe(`what was acknowledged on ${ENGINE}`, () => {
  it(
    'survives processes killed while clients write: nothing lost, sent twice or booked twice',
    async () => {
      const processes = ENGINE === 'postgres' ? 2 : 1
      const trial = { processes, clients: 12, patients: 24, kills: 2, between: () => 1500, signal: 'SIGKILL' as const }
      const report = await durabilityTrial(trial)
      expect(report).toMatchObject(sound)
      expect(report.bookings + report.cancellations).toBeGreaterThan(0)
    },
    LONGEST,
  )

  it.runIf(ENGINE === 'postgres')(
    'goes on while processes are restarted in turn, without one refused request',
    async () => {
      const trial = {
        processes: 2,
        clients: 8,
        patients: 16,
        kills: 2,
        between: () => 1500,
        signal: 'SIGTERM' as const,
      }
      expect(await durabilityTrial(trial)).toMatchObject(sound)
    },
    LONGEST,
  )
})
