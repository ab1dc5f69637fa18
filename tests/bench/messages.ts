import { spawn } from 'node:child_process'
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createVault } from '../../server/access/vault.ts'
import { insertMessage, type StoredMessage } from '../../server/messages/message-store.ts'
import { templateValues } from '../../server/messages/message-text.ts'
import { renderSms } from '../../server/messages/render.ts'
import { SHIPPED_TEMPLATES } from '../../server/messages/templates.ts'
import { openDatabase, transaction } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { loadCommunes } from '../../server/territory/communes.ts'
import { saveHostCentre } from '../../server/territory/host-centre-store.ts'
import { loadHostCentres } from '../../server/territory/host-centres.ts'
import type { MessageId } from '../../shared/ids.ts'
import { isRefusal } from '../../shared/problem.ts'
import { addMinutes, type Instant, type LocalDate, type MinuteOfDay, type TimeZone } from '../../shared/time.ts'
import { takingProvider } from '../support/taking-provider.ts'

const MESSAGES = 400
const KILLS = 50

writeEveryText()
await killWhileSending()

/** Every template in both languages for the communes of longest name and one in ten of the others. */
function writeEveryText(): void {
  const byLength = loadCommunes().communes.toSorted((one, other) => other.name.length - one.name.length)
  const communes = byLength.filter((_, rank) => rank < 500 || rank % 10 === 0)
  const started = performance.now()
  let written = 0
  let longest = 0
  for (const { name } of communes)
    for (const language of ['fr', 'en'] as const) {
      const values = templateValues(
        {
          communeName: name,
          date: '2026-09-23' as LocalDate,
          start: 860 as MinuteOfDay,
          zone: 'Europe/Paris' as TimeZone,
          heldUntil: '2026-09-18T16:00:00.000Z' as Instant,
          centrePhone: '05 36 49 00 00',
          link: 'https://escale.example/r/0123456789abcdefghijkl',
        },
        language,
        '2026-09-17T08:00:00.000Z' as Instant,
      )
      for (const template of Object.values(SHIPPED_TEMPLATES[language])) {
        const sms = renderSms(template, values)
        if (isRefusal(sms)) throw new Error(sms.refusal)
        written += 1
        longest = Math.max(longest, sms.size.segments)
      }
    }
  const seconds = (performance.now() - started) / 1000
  console.log(
    `${written} texts for ${communes.length} communes in ${seconds.toFixed(1)} s (${Math.round(written / seconds)}/s); the longest makes ${longest} SMS`,
  )
}

/** Kills (−9) a sending process at random moments, then lets one finish: the provider must have each message exactly once. */
async function killWhileSending(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'escale-bench-'))
  const provider = await takingProvider()
  const file = join(folder, 'outbox.db')
  const key = randomBytes(32).toString('base64')
  const ids = await fillOutbox(file, key)
  let now = '2026-02-10T09:00:00.000Z' as Instant
  const started = performance.now()
  let killed = 0
  for (; killed < KILLS && provider.taken.size < MESSAGES; killed++) {
    await runVictim([file, provider.url, key, now], randomInt(0, 60))
    now = addMinutes(now, 1)
  }
  const before = provider.taken.size
  // Claims of the dead lapse after two minutes; what they left is looked up after five more.
  for (let round = 0; round < 4; round++) {
    now = addMinutes(now, 10)
    await runVictim([file, provider.url, key, now], null)
  }
  const seconds = Math.round((performance.now() - started) / 1000)
  const lost = ids.filter((id) => !provider.taken.has(id)).length
  const doubled = [...provider.taken.values()].filter((count) => count > 1).length
  console.log(
    `${MESSAGES} messages, sender killed −9 ${killed} times in ${seconds} s (${before} taken meanwhile, ${provider.lookedUp()} looked up): ${lost} lost, ${doubled} sent twice`,
  )
  provider.close()
  rmSync(folder, { recursive: true, force: true })
  if (lost > 0 || doubled > 0) process.exitCode = 1
}

async function fillOutbox(file: string, key: string): Promise<MessageId[]> {
  const db = openDatabase({ engine: 'sqlite', file })
  await migrate(db)
  const vault = createVault(Buffer.from(key, 'base64'))
  const [centre] = loadHostCentres()
  const at = '2026-02-10T08:00:00.000Z' as Instant
  const ids = Array.from({ length: MESSAGES }, () => randomUUID() as MessageId)
  await transaction(db, async (trx) => {
    await saveHostCentre(trx, centre!)
    for (const id of ids) {
      const message: StoredMessage = {
        id,
        centre_id: centre!.hostCentreId,
        referral_id: null,
        appointment_id: null,
        slot_id: null,
        kind: 'answered_contact',
        language: 'fr',
        sealed_phone: vault.seal('+33639981234'),
        phone_fingerprint: vault.fingerprint('+33639981234'),
        sealed_body: vault.seal('Essai'),
        segments: 1,
        state: 'queued',
        urgent: 1,
        asks: 0,
        answered_at: null,
        due_at: at,
        lapses_at: null,
        attempts: 0,
        gateway: null,
        gateway_reference: null,
        skipped_reason: null,
        dedupe_key: id,
        claimed_until: null,
        created_at: at,
        sent_at: null,
        updated_at: at,
      }
      await insertMessage(trx, message)
    }
  })
  await db.destroy()
  return ids
}

/** Runs a sending process and kills it some milliseconds after it is ready; `null` lets it finish. */
async function runVictim(arguments_: string[], milliseconds: number | null): Promise<void> {
  const script = join(import.meta.dirname, 'messages-victim.ts')
  const victim = spawn(process.execPath, ['--import', 'tsx', script, ...arguments_], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((done) => victim.once('exit', done))
  if (milliseconds !== null) {
    await new Promise((ready) => victim.stdout.once('data', ready))
    await wait(milliseconds)
    victim.kill('SIGKILL')
  }
  await ended
}
