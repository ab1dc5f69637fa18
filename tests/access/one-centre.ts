import { randomUUID } from 'node:crypto'
import { insertNote } from '../../server/appointments/attendance-note-store.ts'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { personNamed } from '../../server/demo/people.ts'
import { runJobs } from '../../server/jobs.ts'
import { noteProcess } from '../../server/operations/job-lease-store.ts'
import { transaction } from '../../server/store/database.ts'
import { keepDocument } from '../../server/tours/keep-document.ts'
import { addMinutes, instantAt, type LocalDate, type MinuteOfDay, PARIS, toInstant } from '../../shared/time.ts'
import { lesion, MAS, referralOf } from '../referrals/sample.ts'
import { telephonePicture } from '../support/sample-picture.ts'
import type { testApp } from '../support/test-app.ts'

export type TestApp = Awaited<ReturnType<typeof testApp>>
type Asked = { readonly status: number; readonly body: never }

/** Words nobody outside the centre may read, in the forms they might take: plain, without accents, spaced, dotted. */
export const SECRET_NAMES = ['Zéphyrine', 'Testimoine', 'Ombeline', 'Secrétan', 'Yvonnick', 'Lointain']
export const SECRET_PHONES = ['639987766', '639987755', '639987744']
export const SECRET_CLINICAL = ['croûte hémorragique', 'adénopathie', 'nævus inquiétant', 'Breslow', 'roumain']

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()

/** The secrets a text gives away, whatever the accents, the case or the way a number is written. */
export function secretsIn(text: string): string[] {
  const words = plain(text)
  const digits = text.replace(/[\s.\-  ]/g, '')
  return [
    ...[...SECRET_NAMES, ...SECRET_CLINICAL].filter((secret) => words.includes(plain(secret))),
    ...SECRET_PHONES.filter((phone) => digits.includes(phone)),
  ]
}

/** Identifiers of everything a centre holds, by what a path calls them. */
export type CentreIds = Awaited<ReturnType<typeof fillCentre>>['ids']

/**
 * The demo with, at Le Mas-d'Agenais, patients whose every word is secret: one seen by the specialist with a result owed,
 * one booked later in the stop, one who lives next to another centre; their messages, replies, calls, alert and draft.
 */
export async function fillCentre(demo: TestApp) {
  const gp = await demo.rawAs('Olive')
  const coordinator = await demo.rawAs('Garance')
  const specialist = await demo.rawAs('Saturnin')
  const ask = async (who: typeof gp, method: string, path: string, body?: object): Promise<Asked['body']> => {
    const answer = await who(path, body ? { method, body: JSON.stringify(body) } : { method })
    const text = await answer.text()
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
    return JSON.parse(text) as never
  }
  const refer = async (familyName: string, givenName: string, phone: string, changes: object = {}, insee = '47159') => {
    const input = referralOf(
      { note: 'croûte hémorragique, adénopathie', lesions: [lesion({ sizeChange: 'yes', colour: 'yes' })], ...changes },
      { familyName, givenName, phone, interpreter: 'roumain', communeInsee: insee as never },
    )
    return (await ask(gp, 'POST', '/api/referrals', input)) as { referralId: string; revision: number }
  }
  const { stops } = (await ask(coordinator, 'GET', '/api/agenda/stops')) as {
    stops: { stop: { stopId: string; tourId: string; firstDay: string; lastDay: string } }[]
  }
  const { stopId, tourId, firstDay, lastDay } = stops[0]!.stop
  const freeFor = async (referralId: string, date: string) => {
    const query = `referralId=${referralId}&stopId=${stopId}`
    const { slots } = (await ask(coordinator, 'GET', `/api/appointments/free?${query}`)) as {
      slots: { slotId: string; date: string }[]
    }
    return slots.filter((slot) => slot.date === date)
  }
  const book = async (referralId: string, date: string) => {
    const slot = (await freeFor(referralId, date)).at(-1)!
    const booked = (await ask(coordinator, 'POST', '/api/appointments', { referralId, slotId: slot.slotId })) as {
      appointmentId: string
    }
    return { ...booked, slotId: slot.slotId }
  }

  const seen = await refer('Testimoine', 'Zéphyrine', '06 39 98 77 66', { priorityClass: 'P1' })
  const draftId = randomUUID()
  const photographed = { draftId: randomUUID(), key: randomUUID(), pictureId: randomUUID() }
  const draft = { patient: { familyName: 'Testimoine', phone: '06 39 98 77 66' }, note: 'nævus inquiétant' }
  for (const id of [draftId, photographed.draftId]) {
    await ask(gp, 'PUT', `/api/referrals/drafts/${id}`, { centreId: MAS, revision: 0, body: draft })
  }
  const place = new URLSearchParams({ specialty: 'dermatology', lesionKey: photographed.key, framing: 'close_up' })
  const picture = new Uint8Array(await telephonePicture())
  const kept = await gp(`/api/pictures/drafts/${photographed.draftId}/${photographed.pictureId}?${place}`, {
    method: 'PUT',
    body: picture,
    headers: { 'Content-Type': 'image/jpeg' },
  })
  if (kept.status !== 200) throw new Error(`the picture was answered ${kept.status}: ${await kept.text()}`)
  const booked = await refer('Secrétan', 'Ombeline', '06 39 98 77 55', {
    priorityClass: 'P1',
    attestation: 'at_least_one',
    draftId: photographed.draftId,
    lesions: [{ ...lesion({ sizeChange: 'yes', colour: 'yes' }), key: photographed.key }],
  })
  const distant = await refer('Lointain', 'Yvonnick', '06 39 98 77 44', {}, '79176')
  const visit = await book(seen.referralId, firstDay)
  const held = await book(booked.referralId, lastDay)
  // SMS leave from half past eight.
  demo.ports.clock.moveTo(addMinutes(demo.ports.clock.now(), 60))
  await runJobs(demo.ports)

  const { messages } = (await ask(coordinator, 'GET', '/api/messages/log')) as {
    messages: { messageId: string; appointmentId: string; body: string }[]
  }
  const message = messages.find((one) => one.appointmentId === held.appointmentId)!
  const reply = (body: string) =>
    ask(coordinator, 'POST', '/api/messages/demo-reply', { messageId: message.messageId, body })
  await reply('je suis Ombeline, 06 39 98 77 55')
  await reply('CONTACT')
  const alerts = (await ask(gp, 'GET', '/api/referrals/worklist')) as {
    alertId: string
    referralId: string
    kind: string
  }[]
  const rows = async (table: 'reply' | 'call_task') =>
    (await demo.ports.db.selectFrom(table).select(['id', 'state']).execute()).map(({ id, state }) => ({ id, state }))

  demo.ports.clock.moveTo(instantAt(firstDay as LocalDate, 900 as MinuteOfDay, PARIS))
  await ask(specialist, 'POST', '/api/referrals/outcomes', {
    appointmentId: visit.appointmentId,
    outcome: 'excision_to_arrange',
    report: 'Breslow à préciser',
    resultOwner: 'Zéphyrine Testimoine',
    resultDue: lastDay,
  })
  const { adviceId } = (await ask(specialist, 'POST', `/api/referrals/${booked.referralId}/advice`, {
    appointmentId: held.appointmentId,
    proposal: 'no_visit',
    text: 'nævus inquiétant, mais l’image suffit',
  })) as { adviceId: string }
  const paper = { stopId: stopId as never, item: 'pitch', name: 'accord.pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF') }
  const moment = { now: demo.ports.clock.now(), personId: personNamed('Garance').id }
  const attached = await keepDocument(
    demo.ports,
    paper,
    { personId: moment.personId, role: 'coordinator' },
    'every_centre',
  )
  const { visits } = (await ask(gp, 'GET', `/api/referrals/${seen.referralId}`)) as { visits: { visitId: string }[] }
  const { proposalId } = (await ask(await demo.rawAs('Perle'), 'POST', '/api/proposals', {
    from: '2026-09-01',
    to: '2026-09-30',
    unitIds: [mobilderm.unitId],
    centreIds: [MAS],
    seconds: 1,
  })) as { proposalId: string }
  const note = { noteId: randomUUID(), attendance: 'excused', offline: true, outcome: 'set_aside' } as const
  const noted = { appointmentId: held.appointmentId as never, notedBy: moment.personId, notedAt: moment.now }
  await transaction(demo.ports.db, (trx) => insertNote(trx, { ...note, ...noted, receivedAt: moment.now }))
  // Somebody runs the jobs, as on any machine in service.
  await noteProcess(demo.ports.db, { id: 'tests', seconds: 60 }, addMinutes(toInstant(Date.now()), 600))
  const link = await demo.ports.db
    .selectFrom('patient_link')
    .select('sealed_token')
    .where('appointment_id', '=', held.appointmentId as never)
    .executeTakeFirstOrThrow()
  return {
    ids: {
      centreId: MAS,
      stopId,
      tourId,
      department: '47',
      date: firstDay,
      lastDay,
      seenReferralId: seen.referralId,
      distantReferralId: distant.referralId,
      referralId: booked.referralId,
      appointmentId: held.appointmentId,
      seenAppointmentId: visit.appointmentId,
      slotId: (await freeFor(distant.referralId, lastDay))[0]!.slotId,
      alertId: alerts.find((one) => one.referralId === booked.referralId && one.kind === 'call_today')!.alertId,
      visitId: visits[0]!.visitId,
      adviceId,
      noteId: note.noteId,
      draftId,
      pictureId: photographed.pictureId,
      uploadId: randomUUID(),
      contactId: randomUUID(),
      picture,
      messageId: message.messageId,
      replyId: (await rows('reply')).find(({ state }) => state === 'to_review')!.id,
      callTaskId: (await rows('call_task')).find(({ state }) => state === 'open')!.id,
      unitId: mobilderm.unitId,
      documentId: 'documentId' in attached ? attached.documentId : '',
      proposalId,
      personId: personNamed('Achille').id,
      dutyId: (
        await demo.ports.db.selectFrom('duty').select('id').where('centre_id', '=', MAS).executeTakeFirstOrThrow()
      ).id,
      token: demo.ports.vault.open(link.sealed_token),
      authenticatorId: '00000000-0000-4000-8000-00000000eeee',
      sessionId: '0'.repeat(64),
      gateway: 'twilio',
      kind: 'centre',
      id: MAS,
      file: 'a-token-nobody-was-given.ics',
    },
  }
}
