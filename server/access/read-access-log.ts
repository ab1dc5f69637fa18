import type { AccessLine, AccessWanted } from '../../shared/administration.ts'
import { addDays } from '../../shared/days.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Instant, instantAt, type LocalDate, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { type AccessSelection, appendAccess, listAccessLines } from './access-log-store.ts'
import { chainAccess } from './chain-access.ts'
import { listRecordsOfSamePatient } from './same-patient-store.ts'

type Needs = Pick<Ports, 'db' | 'vault' | 'log'>

const SHOWN = 50
const EXPORTED_AT_ONCE = 1_000

/** A page of the lines wanted, newest first, from before a place in the chain when one is given. */
export async function readAccessLog(
  ports: Needs,
  wanted: AccessWanted,
  before?: number,
): Promise<{ lines: AccessLine[]; hasMore: boolean }> {
  await chainAccess(ports)
  const lines = await listAccessLines(ports.db, SHOWN + 1, { ...(await selectionOf(ports, wanted)), before })
  return { lines: lines.slice(0, SHOWN), hasMore: lines.length > SHOWN }
}

/** Every line wanted, newest first, some at a time. That they were taken away is itself a line of the log. */
export async function exportAccessLog(
  ports: Needs & Pick<Ports, 'clock'>,
  wanted: AccessWanted,
  person: SignedInPerson,
): Promise<AsyncIterable<readonly AccessLine[]>> {
  const { db, clock } = ports
  await transaction(db, (trx) =>
    appendAccess(trx, {
      person,
      action: 'export',
      resource: 'access_log',
      resourceId: null,
      purpose: 'administration',
      at: clock.now(),
    }),
  )
  await chainAccess(ports)
  return pagesOf(ports, await selectionOf(ports, wanted))
}

async function* pagesOf({ db }: Needs, selection: AccessSelection): AsyncGenerator<readonly AccessLine[]> {
  let before: number | undefined
  for (;;) {
    const lines = await listAccessLines(db, EXPORTED_AT_ONCE, { ...selection, before })
    if (lines.length > 0) yield lines
    if (lines.length < EXPORTED_AT_ONCE) return
    before = lines.at(-1)!.sequence
  }
}

async function selectionOf(
  { db }: Needs,
  { person, record, action, from, to }: AccessWanted,
): Promise<AccessSelection> {
  const midnight = (day: LocalDate): Instant => instantAt(day, 0 as MinuteOfDay, PARIS)
  return {
    personId: person,
    resourceIds: record === undefined ? undefined : await listRecordsOfSamePatient(db, record),
    action,
    from: from && midnight(from),
    until: to && midnight(addDays(to, 1)),
  }
}
