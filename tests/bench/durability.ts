import { durabilityTrial, type Trial } from '../operations/durability-trial.ts'
import { ENGINE } from '../support/test-database.ts'

// Kills (−9) the application while fifty clients write. On SQLite one process, fifty times; with `TEST_ENGINE=postgres
// TEST_POSTGRES_URL=…` also two processes on one PostgreSQL, one of them killed every few seconds. Arguments: rounds, minutes.
const rounds = Number(process.argv[2] ?? 50)
const minutes = Number(process.argv[3] ?? 5)
const EVERY_SECONDS = 4

async function measure(name: string, trial: Trial): Promise<void> {
  const from = performance.now()
  const report = await durabilityTrial(trial)
  const restarts = [...report.restartMilliseconds].sort((one, other) => one - other)
  const at = (share: number) => Math.round(restarts[Math.floor((restarts.length - 1) * share)] ?? Number.NaN)
  console.log(
    `${ENGINE}, ${name}: ${report.kills} kills in ${Math.round((performance.now() - from) / 1000)} s under ${trial.clients} clients; ${report.bookings} bookings and ${report.cancellations} cancellations acknowledged, ${report.askedAgain} requests asked again, ${report.failures} failed; ${report.messages} messages; ${report.lost.length} lost, ${report.sentTwice.length} sent twice, ${report.doubleBookings} double bookings, file ${report.isFileSound ? 'sound' : 'DAMAGED'}; restart ${at(0.5)} ms at the median, ${at(1)} ms at most`,
  )
  for (const line of [...report.lost, ...report.sentTwice]) console.log(`  ${line}`)
  const isSound = report.lost.length + report.sentTwice.length + report.doubleBookings + report.failures === 0
  if (!isSound || !report.isFileSound) process.exitCode = 1
}

const crowd = { clients: 50, patients: 150, signal: 'SIGKILL' } as const
await measure('one process', { ...crowd, processes: 1, kills: rounds, between: () => 500 + Math.random() * 1000 })
if (ENGINE === 'postgres') {
  const kills = Math.max(1, Math.round((minutes * 60) / EVERY_SECONDS))
  await measure('two processes', { ...crowd, processes: 2, kills, between: () => EVERY_SECONDS * 1000 })
}
