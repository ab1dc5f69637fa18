import { randomUUID } from 'node:crypto'
import { personNamed } from '../../server/demo/people.ts'
import { background, lesion, referralOf } from '../referrals/sample.ts'
import type { CentreIds } from './one-centre.ts'
import { newCentre, newUnit } from './sample-places.ts'

/** What a request carries beside its path: a query, a JSON body, or the fields of a form. */
export type Sample = {
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
  readonly form?: Readonly<Record<string, string>>
  /** The bytes of a picture. */
  readonly picture?: Uint8Array<ArrayBuffer>
}

const UNKNOWN_TOKEN = 'a-token-nobody-was-ever-given'
const PASSKEY = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} }
const PASSKEY_ANSWER = {
  ...PASSKEY,
  response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA', userHandle: 'AAAA' },
}
const NEW_PASSKEY = { ...PASSKEY, response: { clientDataJSON: 'e30', attestationObject: 'AAAA', transports: ['usb'] } }

/** A request that makes sense for each route that needs more than its path, with the identifiers given. */
export function sampleOf(route: string, ids: CentreIds): Sample {
  return samples(ids)[route] ?? {}
}

/** Routes that carry something: every other one must be a plain read, or an act without a word. */
export function samples(ids: CentreIds): Record<string, Sample> {
  const ofCentre = { query: { centreId: ids.centreId } }
  const claim = { date: ids.lastDay }
  const template = { kind: 'confirmation', language: 'fr', template: '{centre} : rendez-vous {date}. OUI ou NON.' }
  const draft = { name: 'Essai', fromDate: '2026-07-01', toDate: '2026-07-31' }
  const stops = [{ centreId: ids.centreId, firstDay: '2026-07-07', lastDay: '2026-07-09' }]
  return {
    'POST /api/session/demo': { body: { personId: personNamed('Perle').id } },
    'POST /api/session/activity': { body: { activity: 0 } },
    'POST /api/sign-in/passkey': { body: PASSKEY_ANSWER },
    'POST /api/sign-in/password': {
      body: { signInName: 'perle.exemple', password: 'quatre mots sans lien', code: '123456' },
    },
    'POST /api/sign-in/recovery': {
      body: { signInName: 'perle.exemple', password: '', recoveryCode: '0000-0000-0000-0000-0000-0000' },
    },
    'GET /api/sign-in/psc/callback': { query: { code: 'a', state: 'b' } },
    'POST /api/invitations/open': { body: { token: UNKNOWN_TOKEN } },
    'POST /api/invitations/passkey/options': { body: { token: UNKNOWN_TOKEN } },
    'POST /api/invitations/passkey': { body: { token: UNKNOWN_TOKEN, name: 'Essai', response: NEW_PASSKEY } },
    'POST /api/invitations/password/secret': { body: { token: UNKNOWN_TOKEN } },
    'POST /api/invitations/password': {
      body: { token: UNKNOWN_TOKEN, name: 'Essai', password: 'quatre mots sans lien', code: '123456' },
    },
    'POST /api/account/passkeys': { body: { name: 'Essai', response: NEW_PASSKEY } },
    'POST /api/account/password': { body: { name: 'Essai', password: 'quatre mots sans lien', code: '123456' } },
    'PUT /api/account/password': { body: { current: 'quatre mots sans lien', password: 'cinq mots sans aucun lien' } },
    'PATCH /api/account/ways-in/:authenticatorId': { body: { name: 'Essai' } },
    'POST /api/admin/people': { body: { name: 'Dr Essai Exemple', role: 'gp', email: null, rpps: null } },
    'PUT /api/specialists/:personId': {
      body: {
        specialty: 'dermatology',
        status: 'hospital',
        baseInsee: null,
        maxDaysPerMonth: 2,
        authorisations: [{ department: '47', state: 'granted', from: null, to: null }],
      },
    },
    'PUT /api/admin/people/:personId/rpps': { body: { rpps: '10000000009' } },
    'PUT /api/operations/retention': {
      body: {
        pictureDays: 90,
        phoneMonths: 12,
        referralMonths: 24,
        redirectedMonths: 12,
        draftDays: 30,
        messageDays: 90,
        unreadReplyDays: 180,
        accountMonths: 12,
        sessionDays: 30,
        documentMonths: 24,
        accessLogMonths: 36,
      },
    },
    'POST /api/operations/retention/rehearsal': {},
    'POST /api/operations/referrals/:referralId/erasure': {
      body: { expected: { pictures: 0, phones: 0, interpreters: 0, messages: 0, replies: 0, links: 0 } },
    },
    'PUT /api/operations/referrals/:referralId/sms': { body: { stopped: true } },
    'POST /api/demo/clock/advance': { body: { by: 'hour' } },
    'POST /api/demo/underserved': {},
    'PATCH /api/admin/people/:personId': { body: { active: true } },
    'POST /api/admin/duties': {
      body: { personId: personNamed('Basile').id, centreId: ids.centreId, from: '2027-01-04', to: '2027-01-10' },
    },
    'POST /api/admin/duties/:dutyId/end': { body: { lastDay: '2026-02-28' } },
    'POST /api/admin/centres': { body: newCentre },
    'POST /api/admin/units': { body: newUnit },
    'PUT /api/admin/units/:unitId': { body: { ...newUnit, name: 'Unité reprise', depotInsee: null, revision: 1 } },
    'PUT /api/admin/units/:unitId/service': { body: { revision: 1, inService: false } },
    'PATCH /api/admin/centres/:centreId': { body: { closedWeeks: ['2026-08-10'] } },
    'GET /api/admin/access-log': { query: { before: '1000' } },
    'GET /api/admin/access-log/journal.csv': { query: { action: 'read' } },
    'GET /api/tours/compare': { query: { left: `tour:${ids.tourId}`, right: `tour:${ids.tourId}` } },
    'POST /api/tours': { body: { unitId: ids.unitId, ...draft, stops } },
    'PUT /api/tours/:tourId': { body: { revision: 1, ...draft, stops } },
    'POST /api/tours/:tourId/check': { body: { revision: 1, ...draft, stops } },
    'POST /api/tours/:tourId/price': { body: { revision: 1, ...draft, stops } },
    'POST /api/tours/:tourId/state': { body: { state: 'cancelled', revision: 1 } },
    'POST /api/tours/:tourId/publish': { body: { revision: 1 } },
    'GET /api/tours/:tourId/programme/:department': { query: { version: '1' } },
    'GET /api/tours/:tourId/programme/:department/pdf': { query: { version: '1' } },
    'GET /programme': { query: { langue: 'en' } },
    'POST /api/tours/:tourId/stops/check': {
      body: { revision: 1, centreId: ids.centreId, firstDay: '2026-07-07', lastDay: '2026-07-08' },
    },
    'POST /api/tours/:tourId/stops': {
      body: { revision: 1, centreId: ids.centreId, firstDay: '2026-07-07', lastDay: '2026-07-08' },
    },
    'DELETE /api/stops/:stopId': { body: { revision: 1 } },
    'POST /api/stops/:stopId/volunteers': { body: claim },
    'DELETE /api/stops/:stopId/volunteers': { body: claim },
    'GET /api/stops': { query: { centreId: ids.centreId, from: '2026-01-01' } },
    'POST /api/stops/:stopId/cancel': { body: { revision: 1 } },
    'POST /api/stops/:stopId/move/impact': { body: { revision: 1, firstDay: '2026-02-24', lastDay: '2026-02-26' } },
    'POST /api/stops/:stopId/move': { body: { revision: 1, firstDay: '2026-02-24', lastDay: '2026-02-26' } },
    'PUT /api/stops/:stopId/readiness': {
      body: { item: 'power', state: 'green', owner: 'Mairie', dueDate: '2026-02-01', note: null },
    },
    'POST /api/readiness/stops/:stopId/documents': { form: { item: 'pitch' } },
    'DELETE /api/readiness/documents/:documentId': {},
    'PUT /api/readiness/templates/:unitId': {
      body: { lines: [{ item: 'pitch', label: null, owner: 'centre', daysBefore: 84 }] },
    },
    'POST /api/stops/:stopId/days': { body: claim },
    'DELETE /api/stops/:stopId/days': { body: claim },
    'POST /api/calendars/revoke': { body: { kind: 'centre', id: ids.centreId } },
    'POST /api/hosts/stops/:stopId/answer': {
      body: { firstDay: ids.date, lastDay: ids.lastDay, answer: 'accepted', reason: null, offered: [], name: 'X' },
    },
    'POST /api/hosts/tours/:tourId/centres/:centreId/link': {},
    'DELETE /api/hosts/tours/:tourId/centres/:centreId/link': {},
    'PUT /api/hosts/rules': { body: { requireConfirmation: true } },
    'GET /h/:token': { query: { langue: 'en' } },
    'POST /h/:token': { form: { stopId: ids.stopId, answer: 'accepted', name: 'X' } },
    'POST /api/proposals': {
      body: { from: '2026-09-01', to: '2026-09-30', unitIds: [ids.unitId], centreIds: [ids.centreId], seconds: 1 },
    },
    'PUT /api/proposals/:proposalId/name': { body: { name: 'Essai' } },
    'POST /api/proposals/:proposalId/keep': { body: { name: 'Essai' } },
    'POST /api/agenda/stops/:stopId/allocation/preview': { body: {} },
    'POST /api/agenda/stops/:stopId/allocation': { body: { fingerprint: 'none' } },
    'POST /api/agenda/slots/:slotId/walk-in': { body: { referralId: ids.distantReferralId, isHere: false } },
    'POST /api/agenda/slots/:slotId/offer': { body: { referralId: ids.distantReferralId } },
    'GET /api/appointments/free': { query: { referralId: ids.referralId, stopId: ids.stopId } },
    'POST /api/appointments': { body: { referralId: ids.distantReferralId, slotId: ids.slotId } },
    'POST /api/appointments/overbooked': {
      body: {
        referralId: ids.distantReferralId,
        stopId: ids.stopId,
        date: ids.lastDay,
        reason: 'nævus inquiétant, à voir sans attendre',
      },
    },
    'POST /api/appointments/:appointmentId/move': { body: { slotId: ids.slotId, revision: 1, keepFree: true } },
    'POST /api/appointments/:appointmentId/cancel': { body: { reason: 'centre_cancelled', revision: 99 } },
    'POST /api/appointments/:appointmentId/arrival': { body: { attendance: 'excused', revision: 99 } },
    'POST /api/appointments/:appointmentId/notes': {
      body: { noteId: randomUUID(), attendance: 'excused', revision: 99, notedAt: '2026-02-04T09:00:00.000Z' },
    },
    'POST /api/appointments/:appointmentId/notes/:noteId/settle': { body: { keep: false } },
    'POST /api/appointments/:appointmentId/answer': { body: { answer: 'yes' } },
    'GET /api/contacts': { query: { centreId: ids.centreId, specialty: 'dermatology' } },
    'PUT /api/contacts/:contactId': {
      body: {
        department: '47',
        kind: 'hospital',
        specialty: 'dermatology',
        name: 'Service fictif',
        phone: '05 36 49 00 01',
        hours: 'du lundi au vendredi',
        url: 'https://service.exemple.fr',
      },
    },
    'PUT /api/pictures/drafts/:draftId/:uploadId': {
      query: { specialty: 'dermatology', lesionKey: randomUUID(), framing: 'overview' },
      picture: ids.picture,
    },
    'GET /api/referrals/protocol': { query: { specialty: 'dermatology' } },
    'GET /api/referrals/stops': ofCentre,
    'GET /api/referrals/queue': ofCentre,
    'GET /api/referrals/handover': ofCentre,
    'POST /api/referrals/assess': {
      body: { specialty: 'dermatology', lesions: [lesion()], background: background() },
    },
    'POST /api/referrals/duplicates': {
      body: {
        centreId: ids.centreId,
        identity: { familyName: 'Secrétan', givenName: 'Ombeline', birthDate: '1960-05-04' },
      },
    },
    'PUT /api/referrals/drafts/:draftId': { body: { centreId: ids.centreId, revision: 1, body: { note: 'essai' } } },
    'POST /api/referrals': { body: referralOf({ centreId: ids.centreId as never, idempotencyKey: randomUUID() }) },
    'POST /api/referrals/outcomes': {
      body: { appointmentId: ids.seenAppointmentId, outcome: 'benign', report: 'Breslow sans objet' },
    },
    'GET /api/referrals/queue/version': ofCentre,
    'GET /api/referrals/queue/changes': ofCentre,
    'GET /api/referrals/queue/stops/:stopId': { query: { date: ids.lastDay, start: '540', end: '720' } },
    'POST /api/referrals/queue/act': {
      body: { act: 'close', reason: 'withdrawn', items: [{ referralId: ids.referralId, revision: 99 }] },
    },
    'POST /api/referrals/:referralId/reopen': { body: { revision: 99 } },
    'POST /api/referrals/:referralId/advice': {
      body: { appointmentId: ids.appointmentId, proposal: 'come', text: 'nævus inquiétant, à voir sans attendre' },
    },
    'POST /api/referrals/advice/:adviceId/decision': { body: { revision: 99, decision: 'kept' } },
    'POST /api/referrals/outcomes/letter': {
      body: { appointmentId: ids.seenAppointmentId, outcome: 'benign', report: 'Breslow sans objet' },
    },
    'POST /api/referrals/:referralId/alternatives': {
      body: { revision: 99, kind: 'hospital_call', text: 'adénopathie, vu avec le service' },
    },
    'POST /api/referrals/:referralId/priority': {
      body: { revision: 99, priorityClass: 'P2', reason: { code: 'newFinding', text: 'nævus inquiétant' } },
    },
    'POST /api/referrals/:referralId/close': { body: { revision: 99, reason: 'withdrawn' } },
    'GET /api/messages/log': { query: { before: '2026-12-01T00:00:00.000Z' } },
    'POST /api/messages/replies/:replyId/review': { body: { addToCalls: false } },
    'POST /api/messages/demo-reply': { body: { messageId: ids.messageId, body: 'peut-être' } },
    'POST /api/messages/calls/:callTaskId': { body: { outcome: 'call_later', attempts: 0 } },
    'POST /api/messages/templates/preview': { body: template },
    'PUT /api/messages/templates': { body: template },
    'PUT /api/messages/sending': { body: { sendingEnabled: true } },
    'GET /api/impact': { query: { from: '2026-01-01', to: '2026-12-31' } },
    'GET /api/impact/bilan.csv': { query: { tourId: ids.tourId } },
    'PUT /api/impact/small-cells': { body: { threshold: 5 } },
    'GET /api/needs': { query: { specialty: 'dermatology' } },
    'POST /api/needs/preview': { body: { specialty: 'dermatology', rates: { density: 1, distance: 1 } } },
    'PUT /api/needs/rates': { body: { density: 1, distance: 0.5, lowest: 0.5, highest: 2 } },
    'PUT /api/needs/sites': {
      body: { specialty: 'dermatology', source: 'Essai', date: '2026-01-01', content: 'insee\n33063' },
    },
    'DELETE /api/needs/sites': { query: { specialty: 'dermatology' } },
    'PUT /api/needs/underserved': {
      body: { name: 'Essai', source: 'Fictive', date: '2026-01-01', content: 'epci\n200042729', acceptUnknown: true },
    },
    'DELETE /api/needs/underserved': {},
    'GET /api/needs/underserved/reach': { query: { centres: ids.centreId } },
    'GET /api/season': { query: { from: '2026-01-01', to: '2026-12-31' } },
    'GET /api/communes': { query: { q: 'mas' } },
    'GET /r/:token': { query: { etape: 'sure' } },
    'POST /r/:token': { form: { answer: 'contact', langue: 'fr' } },
    'POST /api/webhooks/sms/:gateway': { form: { MessageSid: 'SM0', From: '+33639987755', Body: 'NON' } },
  }
}
