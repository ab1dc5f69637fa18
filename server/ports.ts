import type { TravelTimes } from '../shared/travel.ts'
import type { Vault } from './access/vault.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'
import type { SmsGateway } from './messages/sms-gateway.ts'
import type { Antivirus } from './operations/antivirus.ts'
import type { Planner } from './planning/planner.ts'
import type { Database } from './store/database.ts'
import type { Territory } from './territory/communes.ts'

/** Everything the application needs from outside itself. `main.ts` makes each one once and passes it down. */
export type Ports = {
  readonly config: Config
  readonly db: Database
  readonly clock: Clock
  readonly territory: Territory
  readonly travel: TravelTimes
  readonly planner: Planner
  readonly sms: SmsGateway
  readonly antivirus: Antivirus
  readonly vault: Vault
  readonly log: Log
  /** A random UUID. */
  newId(): string
  /** 128 random bits or more, URL-safe: for sessions and patients' links. */
  newToken(): string
}
