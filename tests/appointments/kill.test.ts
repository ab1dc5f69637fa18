import { describe, expect, it } from 'vitest'
import { ENGINE } from '../support/test-database.ts'
import { killTrial } from './kill-trial.ts'

describe(`the server killed while it books and sends on ${ENGINE}`, () => {
  it('loses no booking it acknowledged and no message, and sends none twice', async () => {
    const report = await killTrial({ kills: 4, patients: 24 })
    expect(report.bookings).toBeGreaterThan(0)
    expect(report.cancellations).toBeGreaterThan(0)
    expect(report.taken).toBeGreaterThan(0)
    expect(report.lost).toEqual([])
    expect(report.sentTwice).toEqual([])
  }, 240_000)
})
