import type { DutyId, DutyInput, PersonLine } from '../../shared/administration.ts'
import type { PersonId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { type LocalDate, localDateOf, PARIS } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { findHostCentre } from '../territory/host-centre-store.ts'
import { listSignInAccounts, type SignInAccount } from './account-store.ts'
import { recordAccess } from './audit.ts'
import { checkDuty, checkEnd, standingOf } from './duties.ts'
import { findAccount, findDuty, insertDuty, listAccounts, listDuties, setActive, setLastDay } from './duty-store.ts'
import { waysInByPerson } from './invitation-store.ts'

type Needs = Pick<Ports, 'db' | 'clock' | 'newId'>

/** Every account with its assignments and where each stands today, and how its person signs in. */
export async function listPeople({ db, clock, vault }: Pick<Ports, 'db' | 'clock' | 'vault'>): Promise<PersonLine[]> {
  const today = localDateOf(clock.now(), PARIS)
  const [accounts, duties, known, { pending, ways }] = await Promise.all([
    listAccounts(db),
    listDuties(db),
    listSignInAccounts(db),
    waysInByPerson(db),
  ])
  return accounts.map((account) => ({
    ...account,
    ...describe(known.get(account.personId), vault),
    waysIn: ways.get(account.personId) ?? 0,
    invitedUntil: pending.get(account.personId) ?? null,
    duties: duties
      .filter((duty) => duty.personId === account.personId)
      .map(({ personId: _, ...duty }) => ({ ...duty, standing: standingOf(duty, today) })),
  }))
}

function describe(account: SignInAccount | undefined, vault: Ports['vault']) {
  const { signInName = null, sealedEmail = null, hasRpps = false } = account ?? {}
  return { signInName, email: sealedEmail === null ? null : vault.open(sealedEmail), hasRpps }
}

/** Gives a person an assignment, or refuses: see `checkDuty`; `not_found` names an unknown person or centre. */
export function createDuty(ports: Needs, duty: DutyInput, by: SignedInPerson): Promise<{ dutyId: DutyId } | Refusal> {
  return transaction(ports.db, async (trx) => {
    const account = await findAccount(trx, duty.personId)
    if (!account) return refuse('not_found', { field: 'personId' })
    if (!(await findHostCentre(trx, duty.centreId))) return refuse('not_found', { field: 'centreId' })
    const refusal = checkDuty(duty, account.role, await listDuties(trx, duty.personId))
    if (refusal) return refusal
    const dutyId = ports.newId() as DutyId
    await insertDuty(trx, dutyId, duty)
    await recordAccess(trx, { ...entry(ports, by), action: 'create', resource: 'duty', resourceId: dutyId })
    return { dutyId }
  })
}

/** Ends an assignment after `lastDay`, or refuses: see `checkEnd`. Its person loses the centre's patients the day after. */
export function endDuty(
  ports: Needs,
  dutyId: DutyId,
  lastDay: LocalDate,
  by: SignedInPerson,
): Promise<{ dutyId: DutyId } | Refusal> {
  return transaction(ports.db, async (trx) => {
    const duty = await findDuty(trx, dutyId)
    if (!duty) return refuse('not_found')
    const refusal = checkEnd(duty, lastDay)
    if (refusal) return refusal
    await setLastDay(trx, dutyId, lastDay)
    await recordAccess(trx, { ...entry(ports, by), action: 'update', resource: 'duty', resourceId: dutyId })
    return { dutyId }
  })
}

/** Opens or closes an account; nobody closes their own (`own_account`). */
export function setAccountActive(
  ports: Needs,
  personId: PersonId,
  active: boolean,
  by: SignedInPerson,
): Promise<{ personId: PersonId } | Refusal> {
  return transaction(ports.db, async (trx) => {
    if (!(await findAccount(trx, personId))) return refuse('not_found')
    if (personId === by.personId && !active) return refuse('own_account')
    await setActive(trx, personId, active)
    await recordAccess(trx, { ...entry(ports, by), action: 'update', resource: 'person', resourceId: personId })
    return { personId }
  })
}

const entry = ({ clock }: Needs, person: SignedInPerson) => ({ person, purpose: 'administration', at: clock.now() })
