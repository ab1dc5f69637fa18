import { killTrial } from '../appointments/kill-trial.ts'
import { ENGINE } from '../support/test-database.ts'

// Kills the application fifty times while clients book and its jobs send. `TEST_ENGINE=postgres TEST_POSTGRES_URL=…` runs
// it on a PostgreSQL of yours; the embedded engine otherwise.

const started = performance.now()
const report = await killTrial({ kills: 50, patients: 150 })
const seconds = Math.round((performance.now() - started) / 1000)
console.log(
  `${ENGINE}: killed −9 ${report.kills} times in ${seconds} s while six clients booked: ${report.bookings} bookings and ${report.cancellations} cancellations acknowledged, ${report.cutOff} cut off before an answer and asked again; ${report.messages} messages written, ${report.taken} taken by the provider, ${report.lookedUp} looked up; ${report.lost.length} lost, ${report.sentTwice.length} sent twice`,
)
for (const line of [...report.lost, ...report.sentTwice]) console.log(`  ${line}`)
if (report.lost.length + report.sentTwice.length > 0) process.exitCode = 1
