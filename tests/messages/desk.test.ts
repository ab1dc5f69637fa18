import { beforeEach, describe, expect, test } from 'vitest'
import type { CallTask, LoggedMessage, LoggedReply, UsedTemplate } from '../../shared/message.ts'
import type { Problem } from '../../shared/problem.ts'
import { MAS } from '../referrals/sample.ts'
import { type Clinic, clinic } from './clinic.ts'

let here: Clinic
type Caller = Awaited<ReturnType<Clinic['rawAs']>>
let garance: Caller
let jonquille: Caller
let camelia: Caller
beforeEach(async () => {
  here = await clinic()
  garance = await here.rawAs('Garance')
  jonquille = await here.rawAs('Jonquille')
  camelia = await here.rawAs('Camélia')
})

const read = async <T>(as: Caller, path: string): Promise<T> => (await (await as(`/api/messages${path}`)).json()) as T
const send = (as: Caller, method: string, path: string, body: unknown = {}) =>
  as(`/api/messages${path}`, { method, body: JSON.stringify(body) })
async function problem(answer: Promise<Response>) {
  const response = await answer
  const { code, field } = (await response.json()) as Problem
  return { status: response.status, code, field }
}
const calls = (as: Caller = garance) => read<CallTask[]>(as, '/calls')
type Log = { messages: LoggedMessage[]; counts: Record<string, number> }

describe('the message log', () => {
  test('shows a centre its own messages and nobody else’s', async () => {
    await here.book({ phone: '+33639981234' })
    await here.run()
    const { messages, counts } = await read<Log>(garance, '/log')
    expect(messages).toMatchObject([
      {
        kind: 'confirmation',
        state: 'accepted',
        patientName: 'FICTIF Narcisse 1',
        phone: '06 39 98 12 34',
        segments: 1,
      },
    ])
    expect(counts).toEqual({ accepted: 1 })
    expect(await read<Log>(jonquille, '/log')).toMatchObject({ messages: [], counts: {} })
    expect((await camelia('/api/messages/log')).status).toBe(403)
  })

  test('filters by state', async () => {
    await here.book()
    expect((await read<Log>(garance, '/log?state=queued')).messages).toHaveLength(1)
    expect((await read<Log>(garance, '/log?state=failed')).messages).toHaveLength(0)
  })

  test('reading names is recorded', async () => {
    await read(garance, '/log')
    const rows = await here.ports.db.selectFrom('access_log').selectAll().where('resource', '=', 'message').execute()
    expect(rows).toHaveLength(1)
  })
})

describe('answering as the patient, in the demonstration', () => {
  test('takes the same way as a real reply', async () => {
    const booked = await here.book()
    const path = '/demo-reply'
    const [queued] = (await read<Log>(garance, '/log')).messages
    expect(await problem(send(garance, 'POST', path, { messageId: queued!.messageId, body: 'OUI' }))).toMatchObject({
      status: 409,
      code: 'message_not_sent',
    })
    await here.run()
    expect((await send(jonquille, 'POST', path, { messageId: queued!.messageId, body: 'OUI' })).status).toBe(404)
    expect((await send(garance, 'POST', path, { messageId: queued!.messageId, body: 'OUI' })).status).toBe(200)
    expect(await here.stateOf(booked)).toBe('confirmed')
  })
})

describe('replies to read', () => {
  test('wait for a coordinator of the centre, then carry who handled them', async () => {
    await here.book({ phone: '+33639981234' })
    await here.run()
    await here.reply('+33639981234', 'Je serai en retard')
    const [reply] = await read<LoggedReply[]>(garance, '/replies')
    expect(reply).toMatchObject({ state: 'to_review', body: 'Je serai en retard', patientNames: ['FICTIF Narcisse 1'] })
    expect(await read<LoggedReply[]>(jonquille, '/replies')).toEqual([])
    const path = `/replies/${reply!.replyId}/review`
    const review = { addToCalls: true }
    expect((await send(jonquille, 'POST', path, review)).status).toBe(404)
    expect((await send(garance, 'POST', path, review)).status).toBe(200)
    expect(await calls()).toMatchObject([{ reasons: ['unclear_reply'] }])
    expect(await problem(send(garance, 'POST', path, review))).toMatchObject({
      status: 409,
      code: 'reply_already_reviewed',
    })
    expect(await read<LoggedReply[]>(garance, '/replies')).toMatchObject([
      { state: 'reviewed', reviewedBy: 'Garance Exemple' },
    ])
  })
})

describe('the call list', () => {
  const outcome = (task: CallTask, of: string, as: Caller = garance) =>
    send(as, 'POST', `/calls/${task.callTaskId}`, { outcome: of, attempts: task.attempts })

  test('one line a patient, urgent first, with number, reasons and appointment', async () => {
    await here.book({ phone: '+33536490001' })
    await here.book({
      phone: '+33639981234',
      priorityClass: 'P1',
      state: 'offered',
      heldUntil: '2026-01-20T13:00:00.000Z',
    })
    await here.run()
    await here.reply('+33639981234', 'CONTACT')
    expect(await calls()).toMatchObject([
      {
        urgent: true,
        reasons: ['urgent_offer', 'asked_to_be_called'],
        phone: '06 39 98 12 34',
        appointment: { date: '2026-02-05', start: 860, place: "Le Mas-d'Agenais", state: 'offered' },
      },
      { urgent: false, reasons: ['no_mobile'], phone: '05 36 49 00 01' },
    ])
    expect(await calls(jonquille)).toEqual([])
  })

  test('« vient » confirms and closes every reason to call', async () => {
    const booked = await here.book({
      phone: '+33639981234',
      priorityClass: 'P1',
      state: 'offered',
      heldUntil: '2026-01-20T13:00:00.000Z',
    })
    await here.run()
    await here.reply('+33639981234', 'CONTACT')
    const [task] = await calls()
    expect((await outcome(task!, 'agreed')).status).toBe(200)
    expect(await here.stateOf(booked)).toBe('confirmed')
    expect(await calls()).toEqual([])
    expect(await problem(outcome(task!, 'agreed'))).toMatchObject({ status: 409, code: 'call_already_closed' })
  })

  test('« ne vient pas » frees the place', async () => {
    const booked = await here.book({ phone: null })
    const [task] = await calls()
    await outcome(task!, 'refused')
    expect(await here.stateOf(booked)).toBe('declined')
    expect(await calls()).toEqual([])
  })

  test('« à rappeler » and « faux numéro » keep the call, count the attempt and say when again', async () => {
    await here.book({ phone: null })
    const [first] = await calls()
    await outcome(first!, 'call_later')
    const [second] = await calls()
    expect(second).toMatchObject({ attempts: 1, lastOutcome: 'call_later', dueAt: '2026-01-19T11:00:00.000Z' })
    expect(await problem(outcome(first!, 'refused'))).toMatchObject({ code: 'call_already_closed' })
    await outcome(second!, 'wrong_number')
    expect(await calls()).toMatchObject([{ attempts: 2, lastOutcome: 'wrong_number' }])
  })

  test('« sans réponse » asks the patient by SMS to call the centre, once a day', async () => {
    await here.ports.db.updateTable('host_centre').set({ phone: '05 36 49 00 47' }).execute()
    await here.book({
      phone: '+33639981234',
      priorityClass: 'P1',
      state: 'offered',
      heldUntil: '2026-01-21T13:00:00.000Z',
    })
    for (const attempts of [0, 1]) {
      const [task] = await calls()
      const body = { outcome: 'call_later', attempts, askToCallBack: true }
      expect((await send(garance, 'POST', `/calls/${task!.callTaskId}`, body)).status).toBe(200)
    }
    const asked = (await here.messages()).filter(({ kind }) => kind === 'call_us_back')
    expect(asked.map(({ body }) => body)).toEqual([
      "Centre de santé du Mas-d'Agenais : nous avons essayé de vous joindre. Merci de nous appeler au 05 36 49 00 47.",
    ])
  })

  test('« décédé » closes the referral: no message leaves any more', async () => {
    const booked = await here.book({ phone: '+33639981234', priorityClass: 'P1' })
    await here.run()
    await here.reply('+33639981234', 'contact')
    const [task] = await calls()
    expect((await outcome(task!, 'died')).status).toBe(200)
    expect(await here.stateOf(booked)).toBe('cancelled')
    expect(await calls()).toEqual([])
    const before = (await here.messages()).filter(({ sent_at }) => sent_at).length
    await here.at('2026-01-29T09:00:00.000Z')
    expect((await here.messages()).filter(({ sent_at }) => sent_at)).toHaveLength(before)
  })

  test('a yes to a place given on meanwhile is refused in words', async () => {
    const booked = await here.book({ phone: null, state: 'offered', heldUntil: '2026-01-20T13:00:00.000Z' })
    const [task] = await calls()
    await here.ports.db
      .updateTable('appointment')
      .set({ live: 0, state: 'expired' })
      .where('id', '=', booked.appointmentId)
      .execute()
    expect(await problem(outcome(task!, 'agreed'))).toMatchObject({ status: 409, code: 'answered_too_late' })
  })

  test('an urgent offer that expired unanswered keeps its call until the day is past', async () => {
    const booked = await here.book({ priorityClass: 'P1', state: 'offered', heldUntil: '2026-01-20T13:00:00.000Z' })
    await here.ports.db
      .updateTable('appointment')
      .set({ live: 0, state: 'expired' })
      .where('id', '=', booked.appointmentId)
      .execute()
    await here.at('2026-01-21T09:00:00.000Z')
    expect(await calls()).toMatchObject([{ reasons: ['urgent_offer'], appointment: { state: 'expired' } }])
    await here.at('2026-02-06T09:00:00.000Z')
    expect(await calls()).toEqual([])
  })

  test('another centre’s call does not exist', async () => {
    await here.book({ phone: null })
    const [task] = await calls()
    expect((await outcome(task!, 'agreed', jonquille)).status).toBe(404)
    expect((await outcome(task!, 'died', jonquille)).status).toBe(404)
  })

  test('a call nobody needs to make any more leaves the list', async () => {
    const booked = await here.book({
      phone: '+33639981234',
      priorityClass: 'P1',
      state: 'offered',
      heldUntil: '2026-01-20T13:00:00.000Z',
    })
    await here.run()
    await here.reply('+33639981234', 'OUI')
    await here.run()
    expect(await here.stateOf(booked)).toBe('confirmed')
    expect(await calls()).toEqual([])
  })
})

describe('texts', () => {
  const preview = (template: string, kind = 'confirmation') =>
    send(garance, 'POST', '/templates/preview', { kind, language: 'fr', template })

  test('every text in use comes with an example of one SMS', async () => {
    const templates = await read<{ size: { segments: number } }[]>(garance, '/templates')
    expect(templates).toHaveLength(28)
    expect(templates.every(({ size }) => size.segments === 1)).toBe(true)
  })

  test.each([
    ['{centre} : {lesion}. Répondez OUI ou NON', 'unknown_template_variable'],
    ['{centre', 'unbalanced_template'],
    ['{centre} : dermatologue {date}. Répondez OUI ou NON', 'template_reveals'],
    ['{centre} : rendez-vous {date}', 'template_asks_wrongly'],
    [`{centre} : ${'a'.repeat(140)} {date}. Répondez OUI ou NON`, 'template_too_long'],
  ])('refuses « %s »', async (template, code) => {
    expect(await problem(preview(template))).toEqual({ status: 422, code, field: 'template' })
  })

  test('an administrator’s text is used at once, a coordinator cannot change it', async () => {
    const template = '{centre} : vous avez rendez-vous {date}. Répondez OUI ou NON.'
    const body = { kind: 'confirmation', language: 'fr', template }
    expect((await send(garance, 'PUT', '/templates', body)).status).toBe(403)
    expect((await send(camelia, 'PUT', '/templates', body)).status).toBe(200)
    await here.book()
    expect((await here.messages())[0]!.body).toContain(': vous avez rendez-vous jeudi 5 février à 14 h 20.')
  })

  test('the nearest text is used: of the centre, else of the specialty, else everyone’s', async () => {
    const write = async (scope: string, words: string) => {
      const template = `{centre} : ${words} {date}. Répondez OUI ou NON.`
      const body = { kind: 'confirmation', language: 'fr', template, scope }
      expect((await send(camelia, 'PUT', '/templates', body)).status).toBe(200)
    }
    const written = async () => {
      const { appointmentId } = await here.book()
      const { body } = (await here.messages()).find((message) => message.appointment_id === appointmentId)!
      return body.split(' : ')[1]!.split(' ')[0]
    }
    await write('default', 'tous')
    expect(await written()).toBe('tous')
    await write('specialty:ophthalmology', 'autres')
    expect(await written()).toBe('tous')
    await write('specialty:dermatology', 'certains')
    expect(await written()).toBe('certains')
    await write(`centre:${MAS}`, 'ici')
    expect(await written()).toBe('ici')
    const own = await read<{ kind: string; language: string; from: string; inherited: string }[]>(
      camelia,
      `/templates?scope=centre:${MAS}`,
    )
    const confirmation = own.find(({ kind, language }) => kind === 'confirmation' && language === 'fr')
    expect(confirmation).toMatchObject({ from: `centre:${MAS}`, inherited: expect.stringContaining('tous') })
  })

  test('says when a text is the one above, which is then followed, and for which specialties another is used', async () => {
    const text = (words: string) => `{centre} : ${words} {date}. Répondez OUI ou NON.`
    const write = async (scope: string, words: string) => {
      const body = { kind: 'confirmation', language: 'fr', template: text(words), scope }
      return (await (await send(camelia, 'PUT', '/templates', body)).json()) as { inherits: boolean }
    }
    const used = async (scope: string) =>
      (await read<UsedTemplate[]>(camelia, `/templates?scope=${scope}`)).find(
        ({ kind, language }) => kind === 'confirmation' && language === 'fr',
      )
    const centre = `centre:${MAS}`
    expect((await write('default', 'tous')).inherits).toBe(false)
    expect((await write(centre, 'tous')).inherits).toBe(true)
    expect((await write('default', 'vous tous')).inherits).toBe(false)
    expect(await used(centre)).toMatchObject({ template: text('vous tous'), from: 'default', exceptFor: [] })
    await write('specialty:dermatology', 'certains')
    expect(await used(centre)).toMatchObject({ template: text('vous tous'), exceptFor: ['dermatology'] })
    expect(await used('default')).toMatchObject({ exceptFor: ['dermatology'] })
    await write(centre, 'ici')
    expect(await used(centre)).toMatchObject({ template: text('ici'), from: centre, exceptFor: [] })
  })

  test('no text is written for a centre or a specialty that does not exist', async () => {
    const template = '{centre} : rendez-vous {date}. Répondez OUI ou NON.'
    for (const scope of [`centre:${crypto.randomUUID()}`, 'specialty:alchemy']) {
      const body = { kind: 'confirmation', language: 'fr', template, scope }
      expect((await send(camelia, 'PUT', '/templates', body)).status, scope).toBe(404)
    }
    const scopes = await read<{ kind: string; name: string }[]>(garance, '/templates/scopes')
    expect(scopes.filter(({ kind }) => kind === 'centre').map(({ name }) => name)).toEqual(["Le Mas-d'Agenais"])
  })
})
