import { beforeEach, describe, expect, test } from 'vitest'
import { type Clinic, clinic } from './clinic.ts'

let here: Clinic
beforeEach(async () => {
  here = await clinic()
})

const sent = async () => (await here.messages()).filter((message) => message.sent_at !== null)
const kinds = async () => (await here.messages()).map(({ kind, state }) => `${kind} ${state}`)

describe('a reply', () => {
  test('OUI in capitals with an emoji, at night, hours after the question, confirms and is thanked at once', async () => {
    const booked = await here.book({ phone: '+33639981234' })
    await here.run()
    here.ports.clock.moveTo('2026-01-19T22:41:00.000Z' as never)
    expect(await here.reply('+33639981234', 'OUI 👍🏽 !')).toEqual({ meaning: 'yes', state: 'applied' })
    expect(await here.stateOf(booked)).toBe('confirmed')
    await here.run()
    expect(await kinds()).toEqual(['confirmation accepted', 'answered_yes accepted'])
    expect((await here.messages())[0]!.answered_at).toBe('2026-01-19T22:41:00.000Z')
  })

  test('NON frees the place, is thanked, and puts a P1 patient on the call list', async () => {
    const urgent = await here.book({ phone: '+33639981234', priorityClass: 'P1' })
    const other = await here.book({ phone: '+33639985678' })
    await here.run()
    await here.reply('06 39 98 12 34', 'non.')
    await here.reply('+33639985678', 'Non')
    expect([await here.stateOf(urgent), await here.stateOf(other)]).toEqual(['declined', 'declined'])
    expect((await here.calls()).map(({ reason, urgent }) => [reason, urgent])).toEqual([['declined_urgent', 1]])
    expect((await kinds()).filter((kind) => kind.startsWith('answered_no'))).toHaveLength(2)
  })

  test('NON after OUI is heard: the thank-you asked again', async () => {
    const booked = await here.book({ phone: '+33639981234' })
    await here.run()
    await here.reply('+33639981234', 'oui')
    await here.at('2026-01-19T09:01:00.000Z')
    await here.at('2026-01-19T10:00:00.000Z')
    await here.reply('+33639981234', 'NON')
    expect(await here.stateOf(booked)).toBe('declined')
  })

  test('STOP keeps the appointment, is said once, and later messages go to the call list', async () => {
    const booked = await here.book({ phone: '+33639981234' })
    await here.run()
    await here.reply('+33639981234', 'Stop')
    await here.run()
    expect(await here.stateOf(booked)).toBe('booked')
    const last = (await here.messages()).find(({ kind }) => kind === 'answered_stop')!
    expect(last.state).toBe('accepted')
    expect(last.body).toContain('Votre rendez-vous reste prévu jeu. 05/02 à 14h20.')
    await here.at('2026-01-29T09:00:00.000Z')
    expect((await sent()).map(({ kind }) => kind)).toEqual(['answered_stop', 'confirmation'])
  })

  test('CONTACT asks the centre to call', async () => {
    await here.book({ phone: '+33639981234' })
    await here.run()
    await here.reply('+33639981234', 'contact')
    expect((await here.calls()).map(({ reason }) => reason)).toEqual(['asked_to_be_called'])
    expect(await kinds()).toContain('answered_contact queued')
  })

  test('from an unknown number waits for a person and changes nothing', async () => {
    const booked = await here.book({ phone: '+33639981234' })
    await here.run()
    expect(await here.reply('+33639989999', 'NON')).toEqual({ meaning: 'no', state: 'to_review' })
    expect(await here.stateOf(booked)).toBe('booked')
  })

  test('from a number two patients share waits for a person while both are asked', async () => {
    const first = await here.book({ phone: '+33639981234' })
    const second = await here.book({ phone: '+33639981234', start: 900 })
    await here.run()
    expect(await here.reply('+33639981234', 'OUI')).toEqual({ meaning: 'yes', state: 'to_review' })
    expect([await here.stateOf(first), await here.stateOf(second)]).toEqual(['booked', 'booked'])
    await here.ports.db
      .updateTable('message')
      .set({ answered_at: here.ports.clock.now() })
      .where('appointment_id', '=', first.appointmentId)
      .execute()
    expect(await here.reply('+33639981234', 'OUI')).toEqual({ meaning: 'yes', state: 'applied' })
    expect([await here.stateOf(first), await here.stateOf(second)]).toEqual(['booked', 'confirmed'])
  })

  test('to an offer that is gone says so and puts the patient on the call list', async () => {
    const offered = await here.book({
      phone: '+33639981234',
      state: 'offered',
      heldUntil: '2026-01-19T13:00:00.000Z',
    })
    await here.run()
    await here.ports.db
      .updateTable('appointment')
      .set({ state: 'expired', live: 0 })
      .where('id', '=', offered.appointmentId)
      .execute()
    here.ports.clock.moveTo('2026-01-19T19:40:00.000Z' as never)
    expect(await here.reply('+33639981234', 'OUI')).toEqual({ meaning: 'yes', state: 'applied' })
    await here.run()
    const last = (await sent()).at(-1)!
    expect(last.kind).toBe('answered_too_late')
    expect(last.body).toMatch(/n'est plus libre\. Nous vous recontactons/)
    expect((await here.calls()).map(({ reason }) => reason)).toContain('answered_too_late')
  })

  test('a sentence waits for a person', async () => {
    const booked = await here.book({ phone: '+33639981234' })
    await here.run()
    expect(await here.reply('+33639981234', 'Oui mais plutôt le matin')).toEqual({
      meaning: 'unclear',
      state: 'to_review',
    })
    expect(await here.stateOf(booked)).toBe('booked')
  })

  test('brought twice by the provider counts once', async () => {
    await here.book({ phone: '+33639981234' })
    await here.run()
    await here.reply('+33639981234', 'OUI', 'twilio:SM1')
    expect(await here.reply('+33639981234', 'OUI', 'twilio:SM1')).toEqual({ meaning: 'yes', state: 'known' })
    expect(await here.ports.db.selectFrom('reply').selectAll().execute()).toHaveLength(1)
  })
})

describe('what a reply leaves in the database', () => {
  test('neither number nor words are readable', async () => {
    await here.book({ phone: '+33639981234' })
    await here.run()
    await here.reply('+33639981234', 'Oui mais plutôt le matin')
    const tables = ['message', 'reply', 'patient', 'patient_link', 'call_task'] as const
    const rows = await Promise.all(tables.map((table) => here.ports.db.selectFrom(table).selectAll().execute()))
    expect(JSON.stringify(rows)).not.toMatch(/39981234|plut|Narcisse|Agenais/)
  })
})
