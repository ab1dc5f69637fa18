import { expect, test } from 'vitest'
import { callList } from '../../server/messages/call-list.ts'
import { referralJobs } from '../../server/referrals/jobs.ts'
import { openPublicProgramme } from '../../server/tours/open-public-programme.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { MAS } from '../referrals/sample.ts'
import { countStatements } from '../support/count-statements.ts'
import { clinic } from './clinic.ts'

const garance: SignedInPerson = {
  personId: null as never,
  name: '',
  role: 'coordinator',
  centreIds: [MAS],
  specialistId: null,
}

test('the call list and the re-checks ask as many statements for many patients as for few', async () => {
  const here = await clinic()
  const { db, during } = countStatements(here.ports.db)
  const ports = { ...here.ports, db }
  /** Patients to call about a place they hold, and as many about one given on since. */
  async function bookTwice(patients: number, start: number) {
    for (let patient = 0; patient < patients; patient++) {
      const { appointmentId } = await here.book({ phone: null, priorityClass: 'P2', start })
      const ended = db.updateTable('appointment').set({ live: 0, state: 'expired' })
      await ended.where('id', '=', appointmentId).execute()
      await here.book({ phone: null, priorityClass: 'P2', start: start + 20 })
    }
    await referralJobs.run(ports)
  }
  const statements = async () => [
    await during(() => callList(ports, garance)),
    await during(() => referralJobs.run(ports)),
  ]
  await bookTwice(1, 540)
  const few = await statements()
  expect(few[0]).toBeGreaterThan(2)
  await bookTwice(6, 600)
  expect(await callList(ports, garance)).toHaveLength(14)
  expect(await statements()).toEqual(few)
})

test('the public programme asks as many statements for many tours as for one', async () => {
  const here = await clinic()
  const { db, during } = countStatements(here.ports.db)
  const read = () => during(() => openPublicProgramme({ ...here.ports, db }))
  const few = await read()
  const tour = await db.selectFrom('tour').selectAll().executeTakeFirstOrThrow()
  for (let more = 0; more < 5; more++) {
    const id = here.ports.newId() as typeof tour.id
    await db
      .insertInto('tour')
      .values({ ...tour, id })
      .execute()
    await db
      .insertInto('tour_version')
      .values({
        tour_id: id,
        version: 1,
        published_at: here.ports.clock.now(),
        published_by: null,
        snapshot: JSON.stringify({ tourName: 'Essai', unitName: 'Essai', stops: [] }),
        changes: '[]',
      })
      .execute()
  }
  expect(await read()).toBe(few)
})
