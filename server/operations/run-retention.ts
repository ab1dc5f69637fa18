import type { RetentionCounts, RetentionKind, RetentionRun } from '../../shared/operations.ts'
import { toInstant } from '../../shared/time.ts'
import { trimAccessLog } from '../access/chain-access.ts'
import { erasePictures } from '../pictures/erase-pictures.ts'
import type { Ports } from '../ports.ts'
import { endRedirected } from '../referrals/end-redirected.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { type Cutoffs, cutoffsAt } from './retention.ts'
import {
  deleteDocuments,
  deleteDrafts,
  deleteLinks,
  deletePhones,
  deleteSessions,
  type Emptied,
  emptyAccounts,
  emptyMessages,
  emptyPatients,
  emptyReferral,
  emptyReplies,
  endUnreadReplies,
  insertRun,
  listEndedReferrals,
  readRetentionRules,
} from './retention-store.ts'

type Needs = Pick<Ports, 'db' | 'clock' | 'vault' | 'log' | 'newId'>
type Erase = (trx: Transaction, cutoffs: Cutoffs, emptied: Emptied) => Promise<number>

const REFERRALS_AT_ONCE = 500
const DAY_MILLISECONDS = 86_400_000

/** Undoes what a rehearsal did. */
class Rehearsed extends Error {}

/** A referral and a patient of whom nothing is known any more, in the shape the screens read. */
function emptiedAt({ vault, clock }: Pick<Ports, 'vault' | 'clock'>): Emptied {
  const clinical = { lesions: [], background: {}, note: '', attestation: null, override: null }
  const identity = { familyName: '—', givenName: '—', birthDate: '1900-01-01' }
  return {
    clinical: vault.seal(JSON.stringify(clinical)),
    identity: vault.seal(JSON.stringify(identity)),
    nothing: vault.seal(''),
    at: clock.now(),
  }
}

async function eraseReferrals(trx: Transaction, cutoffs: Cutoffs, emptied: Emptied): Promise<number> {
  let total = 0
  for (;;) {
    const ended = await listEndedReferrals(trx, cutoffs.referrals, REFERRALS_AT_ONCE)
    for (const { id } of ended) await emptyReferral(trx, id, emptied)
    total += ended.length
    if (ended.length < REFERRALS_AT_ONCE) return total
  }
}

function rulesOf(
  ports: Needs,
  sessionsBefore: ReturnType<typeof toInstant>,
): readonly (readonly [RetentionKind, Erase])[] {
  return [
    ['redirected', (trx, cutoffs) => endRedirected(trx, ports, cutoffs.redirected)],
    ['pictures', (trx, cutoffs) => erasePictures(trx, { answeredBefore: cutoffs.pictures })],
    ['drafts', (trx, cutoffs) => deleteDrafts(trx, cutoffs.drafts)],
    ['messages', (trx, cutoffs, { nothing }) => emptyMessages(trx, cutoffs.messages, nothing)],
    ['replies', (trx, cutoffs, { nothing }) => emptyReplies(trx, cutoffs.messages, nothing)],
    ['unreadReplies', (trx, cutoffs, emptied) => endUnreadReplies(trx, cutoffs.unreadReplies, emptied)],
    ['links', (trx, cutoffs) => deleteLinks(trx, cutoffs.messages)],
    ['phones', (trx, cutoffs) => deletePhones(trx, cutoffs.phoneDay, cutoffs.phones)],
    ['referrals', eraseReferrals],
    ['patients', (trx, _, emptied) => emptyPatients(trx, emptied)],
    ['documents', (trx, cutoffs) => deleteDocuments(trx, cutoffs.documentDay)],
    ['sessions', (trx) => deleteSessions(trx, sessionsBefore)],
    ['accounts', (trx, cutoffs) => emptyAccounts(trx, cutoffs.accounts)],
    ['accessLog', (trx, cutoffs) => trimAccessLog(trx, ports, cutoffs.accessLog)],
  ]
}

/**
 * Erases what has been kept long enough, rule by rule, each in a transaction of its own; one that fails is logged by name
 * and stops no other. Gives how many of each. A rehearsal does the same and undoes it: its counts are those of a run, but
 * for patients, whose identity waits for their referrals.
 */
export async function runRetention(ports: Needs, isRehearsal: boolean): Promise<RetentionRun> {
  const { db, clock, log } = ports
  const startedAt = toInstant(Date.now())
  const rules = await readRetentionRules(db)
  const cutoffs = cutoffsAt(clock.now(), rules)
  const emptied = emptiedAt(ports)
  const counts: RetentionCounts = {}
  // Sessions live in real time, even in the demonstration.
  for (const [kind, erase] of rulesOf(ports, toInstant(Date.now() - rules.sessionDays * DAY_MILLISECONDS))) {
    try {
      counts[kind] = await eraseOnce(db, isRehearsal, (trx) => erase(trx, cutoffs, emptied))
    } catch (error) {
      log.error({ rule: kind, error: error instanceof Error ? error.name : 'unknown' }, 'a rule of retention failed')
    }
  }
  const run = { startedAt, finishedAt: toInstant(Date.now()), counts }
  if (!isRehearsal) {
    await transaction(db, (trx) => insertRun(trx, ports.newId(), run))
    log.info({ counts }, 'retention was applied')
  }
  return run
}

async function eraseOnce(
  db: Ports['db'],
  isRehearsal: boolean,
  erase: (trx: Transaction) => Promise<number>,
): Promise<number> {
  let count = 0
  try {
    await transaction(db, async (trx) => {
      count = await erase(trx)
      if (isRehearsal) throw new Rehearsed()
    })
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error
  }
  return count
}
