import { createVault } from '../../server/access/vault.ts'
import { readConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'
import { createOvhcloudGateway } from '../../server/messages/gateways/ovhcloud.ts'
import { lookUpMessages } from '../../server/messages/look-up-messages.ts'
import { sendMessages } from '../../server/messages/send-messages.ts'
import { openDatabase } from '../../server/store/database.ts'
import { isRefusal } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import { providerAccount } from '../support/taking-provider.ts'

// A sending process that its parent kills at a random moment: arguments are database file, provider URL, key, now.
const [file, provider, key, now] = process.argv.slice(2) as [string, string, string, Instant]
const config = readConfig({ LOG_LEVEL: 'silent' })
if (isRefusal(config)) throw new Error('bad configuration')
const ports = {
  config,
  db: openDatabase({ engine: 'sqlite', file }),
  clock: { now: () => now },
  vault: createVault(Buffer.from(key, 'base64')),
  log: createLog('silent'),
  newId: () => crypto.randomUUID(),
  sms: createOvhcloudGateway(providerAccount(provider)),
}
process.stdout.write('ready\n')
await lookUpMessages(ports)
await sendMessages(ports)
process.stdout.write('done\n')
