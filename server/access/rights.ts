import type { Caller } from './allow.ts'

/** What an answer may show, or a request may change, of patients, of tours or of the application itself. */
export const FIELDS = {
  identity: 'family and given name, date or year of birth',
  phone: 'telephone and whose it is',
  appointment: 'appointment, mobility, interpreter, wishes',
  priority: 'priority class and deadline',
  clinical: 'answers, notes, written reasons, conclusion and result',
  messages: 'SMS written and replies received',
  counts: 'numbers per centre, commune and class',
  programme: 'tours, stops, centres, units, specialists',
  configuration: 'accounts, assignments, figures, texts',
  access_log: 'who did what to which record; never a patient’s name',
  nothing: 'nothing personal',
} as const
export type Field = keyof typeof FIELDS

/** Whose records: anything outside is answered like something that does not exist. */
export const SCOPES = {
  centres_on_duty: 'centres where the person is on duty today',
  own_stops: 'stops the specialist signed up for',
  own_drafts: 'their own drafts, in the centres where they are on duty today',
  own_account: 'themselves',
  everywhere: 'everywhere',
  link: 'what the secret address was made for',
  provider: 'the SMS provider, authenticated',
  demo: 'the demonstration only',
} as const
export type Scope = keyof typeof SCOPES

export type Grant = { readonly scope: Scope; readonly sees: readonly Field[] }

/** One resource: its routes, and for each caller what they see and of whom. A caller without a line is refused. */
export type Right = {
  readonly resource: string
  readonly routes: readonly string[]
  readonly grants: Readonly<Partial<Record<Caller, Grant>>>
}

const on = (scope: Scope, ...sees: readonly Field[]): Grant => ({ scope, sees })

const desk = on('centres_on_duty', 'identity', 'phone', 'appointment', 'priority')
const careOfCentre = on('centres_on_duty', 'identity', 'phone', 'appointment', 'priority', 'clinical')
const planning = on('everywhere', 'programme', 'counts')
const administration = on('everywhere', 'configuration')

/**
 * Who sees what of whom (PRODUCT.md §1 and §6), route by route: all there is is here, and nothing else is allowed. A test
 * walks every route with every role and a foreign centre's identifiers, and fails on a route that is not listed.
 */
export const rights: readonly Right[] = [
  {
    resource: 'session',
    routes: ['GET /api/session', 'POST /api/session/activity', 'DELETE /api/session'],
    grants: { public: on('own_account', 'nothing') },
  },
  {
    resource: 'signing in',
    routes: [
      'POST /api/sign-in/passkey/options',
      'POST /api/sign-in/passkey',
      'POST /api/sign-in/password',
      'POST /api/sign-in/recovery',
      'POST /api/sign-in/psc',
      'GET /api/sign-in/psc/callback',
    ],
    grants: { public: on('own_account', 'nothing') },
  },
  {
    resource: 'invitation',
    routes: [
      'POST /api/invitations/open',
      'POST /api/invitations/passkey/options',
      'POST /api/invitations/passkey',
      'POST /api/invitations/password/secret',
      'POST /api/invitations/password',
    ],
    grants: { public: on('link', 'nothing') },
  },
  {
    resource: 'own ways in, sessions and recovery codes',
    routes: [
      'GET /api/account',
      'POST /api/account/passkeys/options',
      'POST /api/account/passkeys',
      'POST /api/account/password/secret',
      'POST /api/account/password',
      'PUT /api/account/password',
      'PATCH /api/account/ways-in/:authenticatorId',
      'DELETE /api/account/ways-in/:authenticatorId',
      'POST /api/account/recovery-codes',
      'DELETE /api/account/sessions',
      'DELETE /api/account/sessions/:sessionId',
    ],
    grants: { signed_in: on('own_account', 'configuration') },
  },
  {
    resource: 'demo account',
    routes: ['POST /api/session/demo'],
    grants: { public: on('demo', 'nothing') },
  },
  {
    resource: 'demo clock',
    routes: ['GET /api/demo/clock'],
    grants: { public: on('everywhere', 'nothing') },
  },
  {
    resource: 'demo clock, moved',
    routes: ['POST /api/demo/clock/advance'],
    grants: { signed_in: on('demo', 'nothing') },
  },
  {
    resource: 'demo example of underserved areas, loaded',
    routes: ['POST /api/demo/underserved'],
    grants: { planner: on('demo', 'counts', 'configuration'), administrator: on('demo', 'counts', 'configuration') },
  },
  {
    resource: 'communes and centres',
    routes: ['GET /api/communes', 'GET /api/centres'],
    grants: { signed_in: on('everywhere', 'programme') },
  },
  {
    resource: 'stops to come',
    routes: ['GET /api/stops'],
    grants: { signed_in: on('everywhere', 'programme') },
  },
  {
    resource: 'tours',
    routes: [
      'GET /api/tours',
      'GET /api/tours/places',
      'GET /api/tours/compare',
      'POST /api/tours',
      'GET /api/tours/:tourId',
      'GET /api/tours/:tourId/roads',
      'GET /api/tours/:tourId/roadbook/pdf',
      'PUT /api/tours/:tourId',
      'POST /api/tours/:tourId/check',
      'POST /api/tours/:tourId/price',
      'POST /api/tours/:tourId/state',
      'POST /api/tours/:tourId/publish',
      'POST /api/tours/:tourId/stops/check',
      'POST /api/tours/:tourId/stops',
    ],
    grants: { planner: planning },
  },
  {
    resource: 'published programme of a department',
    routes: ['GET /api/tours/:tourId/programme/:department', 'GET /api/tours/:tourId/programme/:department/pdf'],
    grants: {
      planner: on('everywhere', 'programme'),
      coordinator: on('everywhere', 'programme'),
      specialist: on('everywhere', 'programme'),
    },
  },
  {
    resource: 'calendars to subscribe to',
    routes: ['GET /api/calendars', 'POST /api/calendars/revoke'],
    grants: {
      planner: on('everywhere', 'programme'),
      coordinator: on('centres_on_duty', 'programme'),
      specialist: on('own_account', 'programme'),
    },
  },
  {
    resource: 'one calendar',
    routes: ['GET /calendriers/:kind/:id/:file'],
    grants: { public: on('link', 'programme') },
  },
  {
    resource: 'published programme, for anybody',
    routes: ['GET /programme', 'GET /programme/:department'],
    grants: { public: on('everywhere', 'programme') },
  },
  {
    resource: 'days asked of a host centre',
    routes: ['GET /api/hosts/stops'],
    grants: { coordinator: on('centres_on_duty', 'programme') },
  },
  {
    resource: 'answer of a host centre',
    routes: ['POST /api/hosts/stops/:stopId/answer'],
    grants: { coordinator: on('centres_on_duty', 'programme'), planner: on('everywhere', 'programme') },
  },
  {
    resource: 'hosts of a tour',
    routes: [
      'GET /api/hosts/tours/:tourId',
      'POST /api/hosts/tours/:tourId/centres/:centreId/link',
      'DELETE /api/hosts/tours/:tourId/centres/:centreId/link',
      'GET /api/hosts/rules',
      'PUT /api/hosts/rules',
    ],
    grants: { planner: on('everywhere', 'programme') },
  },
  {
    resource: 'page of a host centre',
    routes: ['GET /h/:token', 'POST /h/:token'],
    grants: { public: on('link', 'programme') },
  },
  {
    resource: 'proposals',
    routes: [
      'GET /api/proposals',
      'POST /api/proposals',
      'PUT /api/proposals/:proposalId/name',
      'GET /api/proposals/:proposalId',
      'POST /api/proposals/:proposalId/cancel',
      'GET /api/proposals/:proposalId/documents',
      'GET /api/proposals/:proposalId/roads',
      'POST /api/proposals/:proposalId/keep',
    ],
    grants: { planner: planning },
  },
  {
    resource: 'impact of tours and seasons',
    routes: ['GET /api/impact', 'GET /api/impact/bilan.csv'],
    grants: { planner: on('everywhere', 'programme', 'counts') },
  },
  {
    resource: 'need and underserved areas',
    routes: [
      'GET /api/needs',
      'POST /api/needs/preview',
      'PUT /api/needs/rates',
      'PUT /api/needs/sites',
      'DELETE /api/needs/sites',
      'GET /api/needs/underserved',
      'PUT /api/needs/underserved',
      'DELETE /api/needs/underserved',
    ],
    grants: {
      planner: on('everywhere', 'programme', 'counts', 'configuration'),
      administrator: on('everywhere', 'counts', 'configuration'),
    },
  },
  {
    resource: 'underserved people within reach',
    routes: ['GET /api/needs/underserved/reach'],
    grants: { planner: on('everywhere', 'programme', 'counts') },
  },
  {
    resource: 'season of every unit',
    routes: ['GET /api/season'],
    grants: { planner: on('everywhere', 'programme') },
  },
  {
    resource: 'small cells kept back',
    routes: ['PUT /api/impact/small-cells'],
    grants: { planner: on('everywhere', 'configuration'), administrator: administration },
  },
  {
    resource: 'one stop, planned',
    routes: [
      'GET /api/stops/:stopId',
      'GET /api/stops/:stopId/isochrones',
      'GET /api/stops/:stopId/candidates',
      'GET /api/stops/gaps',
      'DELETE /api/stops/:stopId',
      'GET /api/stops/:stopId/impact',
      'POST /api/stops/:stopId/cancel',
      'POST /api/stops/:stopId/move/impact',
      'POST /api/stops/:stopId/move',
      'GET /api/agenda/counts',
      'GET /api/agenda/stops/:stopId/cancellation-impact',
    ],
    grants: { planner: planning },
  },
  {
    resource: 'checklist of a stop',
    routes: ['GET /api/stops/:stopId/readiness', 'PUT /api/stops/:stopId/readiness'],
    grants: { planner: on('everywhere', 'programme'), coordinator: on('centres_on_duty', 'programme') },
  },
  {
    resource: 'points due before a stop',
    routes: ['GET /api/readiness/tasks'],
    grants: {
      planner: on('everywhere', 'programme'),
      coordinator: on('centres_on_duty', 'programme'),
      specialist: on('own_account', 'programme'),
    },
  },
  {
    resource: 'papers of a checklist',
    routes: [
      'POST /api/readiness/stops/:stopId/documents',
      'GET /api/readiness/documents/:documentId',
      'DELETE /api/readiness/documents/:documentId',
    ],
    grants: { planner: on('everywhere', 'programme'), coordinator: on('centres_on_duty', 'programme') },
  },
  {
    resource: 'checklist a unit starts from',
    routes: ['GET /api/readiness/templates/:unitId', 'PUT /api/readiness/templates/:unitId'],
    grants: { planner: on('everywhere', 'configuration') },
  },
  {
    resource: 'days to choose',
    routes: ['GET /api/stops/open-days', 'POST /api/stops/:stopId/volunteers', 'DELETE /api/stops/:stopId/volunteers'],
    grants: { specialist: on('own_account', 'programme') },
  },
  {
    resource: 'roster of a stop',
    routes: ['POST /api/stops/:stopId/days', 'DELETE /api/stops/:stopId/days'],
    grants: { planner: on('everywhere', 'programme'), specialist: on('own_account', 'programme') },
  },
  {
    resource: 'waiting referrals, counted',
    routes: ['GET /api/referrals/demand'],
    grants: { planner: on('everywhere', 'counts'), administrator: on('everywhere', 'counts') },
  },
  {
    resource: 'protocol',
    routes: ['GET /api/referrals/protocol'],
    grants: { gp: on('everywhere', 'nothing'), specialist: on('everywhere', 'nothing') },
  },
  {
    resource: 'stops seen from a centre',
    routes: ['GET /api/referrals/stops'],
    grants: {
      gp: on('centres_on_duty', 'programme', 'counts'),
      coordinator: on('centres_on_duty', 'programme', 'counts'),
    },
  },
  {
    resource: 'whether a queue has changed',
    routes: ['GET /api/referrals/queue/version'],
    grants: { gp: on('centres_on_duty', 'nothing'), coordinator: on('centres_on_duty', 'nothing') },
  },
  {
    resource: 'whom to call in a department',
    routes: ['GET /api/contacts'],
    grants: { gp: on('everywhere', 'programme') },
  },
  {
    resource: 'directory of whom to call',
    routes: ['GET /api/contacts/all', 'PUT /api/contacts/:contactId', 'DELETE /api/contacts/:contactId'],
    grants: { administrator: administration },
  },
  {
    resource: 'rules of pictures',
    routes: ['GET /api/pictures/rules'],
    grants: { gp: on('everywhere', 'nothing') },
  },
  {
    resource: 'pictures of a draft',
    routes: [
      'GET /api/pictures/drafts/:draftId',
      'PUT /api/pictures/drafts/:draftId/:uploadId',
      'DELETE /api/pictures/drafts/:draftId/:uploadId',
    ],
    grants: { gp: on('own_drafts', 'clinical') },
  },
  {
    resource: 'pictures of a referral',
    routes: ['GET /api/pictures/referrals/:referralId', 'GET /api/pictures/:pictureId/image'],
    grants: { gp: on('centres_on_duty', 'clinical'), specialist: on('own_stops', 'clinical') },
  },
  {
    resource: 'answers under way, kept nowhere',
    routes: ['POST /api/referrals/assess'],
    grants: { gp: on('own_account', 'nothing') },
  },
  {
    resource: 'drafts',
    routes: [
      'GET /api/referrals/drafts',
      'PUT /api/referrals/drafts/:draftId',
      'DELETE /api/referrals/drafts/:draftId',
    ],
    grants: { gp: on('own_drafts', 'identity', 'phone', 'appointment', 'priority', 'clinical') },
  },
  {
    resource: 'queue of a centre',
    routes: [
      'GET /api/referrals/queue',
      'GET /api/referrals/worklist',
      'GET /api/referrals/queue/changes',
      'GET /api/referrals/queue/stops/:stopId',
      'POST /api/referrals/queue/act',
      'POST /api/referrals/alerts/:alertId/acknowledge',
      'POST /api/referrals/alerts/:alertId/reached',
    ],
    grants: {
      gp: on('centres_on_duty', 'identity', 'appointment', 'priority', 'clinical'),
      coordinator: on('centres_on_duty', 'identity', 'appointment', 'priority'),
    },
  },
  {
    resource: 'handover of a centre',
    routes: ['GET /api/referrals/handover'],
    grants: { gp: on('centres_on_duty', 'identity', 'appointment', 'priority', 'clinical') },
  },
  {
    resource: 'referral',
    routes: [
      'POST /api/referrals',
      'POST /api/referrals/duplicates',
      'POST /api/referrals/:referralId/alternatives',
      'POST /api/referrals/:referralId/priority',
      'POST /api/referrals/visits/:visitId/result',
      'POST /api/referrals/visits/:visitId/read',
      'POST /api/referrals/advice/:adviceId/decision',
    ],
    grants: { gp: careOfCentre },
  },
  {
    resource: 'referral, read',
    routes: ['GET /api/referrals/:referralId'],
    grants: {
      gp: careOfCentre,
      specialist: on('own_stops', 'identity', 'phone', 'appointment', 'priority', 'clinical'),
    },
  },
  {
    resource: 'referral at the desk',
    routes: [
      'GET /api/referrals/:referralId/desk',
      'POST /api/referrals/:referralId/close',
      'POST /api/referrals/:referralId/reopen',
    ],
    grants: { gp: desk, coordinator: desk },
  },
  {
    resource: 'day of a specialist',
    routes: ['GET /api/referrals/days/:stopId/:date'],
    grants: { specialist: on('own_stops', 'identity', 'appointment', 'priority', 'clinical') },
  },
  {
    resource: 'outcome of a visit',
    routes: ['POST /api/referrals/outcomes', 'POST /api/referrals/outcomes/letter'],
    grants: { specialist: on('own_stops', 'identity', 'clinical') },
  },
  {
    resource: 'advice before a visit',
    routes: ['POST /api/referrals/:referralId/advice'],
    grants: { specialist: on('own_stops', 'clinical') },
  },
  {
    resource: 'urgent patients without a place, counted',
    routes: ['GET /api/referrals/breaches'],
    grants: { planner: on('everywhere', 'counts') },
  },
  {
    resource: 'past days without an outcome, counted',
    routes: ['GET /api/referrals/unrecorded'],
    grants: { specialist: on('own_stops', 'counts') },
  },
  {
    resource: 'stops and places of a desk',
    routes: ['GET /api/agenda/stops', 'GET /api/appointments/free'],
    grants: {
      gp: on('centres_on_duty', 'programme', 'counts'),
      coordinator: on('centres_on_duty', 'programme', 'counts'),
    },
  },
  {
    resource: 'agenda of a stop',
    routes: [
      'GET /api/agenda/stops/:stopId',
      'GET /api/agenda/stops/:stopId/days/:date',
      'GET /api/agenda/stops/:stopId/impact',
    ],
    grants: { gp: desk, coordinator: desk },
  },
  {
    resource: 'places of a stop, given',
    routes: [
      'POST /api/agenda/stops/:stopId/allocation/preview',
      'POST /api/agenda/stops/:stopId/allocation',
      'POST /api/agenda/stops/:stopId/lost-places',
      'GET /api/agenda/slots/:slotId/waiting',
      'POST /api/agenda/slots/:slotId/walk-in',
      'POST /api/agenda/slots/:slotId/offer',
    ],
    grants: { coordinator: desk },
  },
  {
    resource: 'appointments',
    routes: [
      'POST /api/appointments',
      'POST /api/appointments/overbooked',
      'POST /api/appointments/:appointmentId/move',
      'POST /api/appointments/:appointmentId/cancel',
      'POST /api/appointments/:appointmentId/answer',
    ],
    grants: { gp: desk, coordinator: desk },
  },
  {
    resource: 'arrivals',
    routes: ['POST /api/appointments/:appointmentId/arrival'],
    grants: { gp: desk, coordinator: desk },
  },
  {
    resource: 'attendance noted without network',
    routes: [
      'POST /api/appointments/:appointmentId/notes',
      'POST /api/appointments/:appointmentId/notes/:noteId/settle',
    ],
    grants: { coordinator: desk },
  },
  {
    resource: 'messages and replies',
    routes: ['GET /api/messages/log', 'GET /api/messages/replies', 'POST /api/messages/replies/:replyId/review'],
    grants: { coordinator: on('centres_on_duty', 'identity', 'phone', 'appointment', 'messages') },
  },
  {
    resource: 'a patient’s telephone, played',
    routes: ['POST /api/messages/demo-reply'],
    grants: { coordinator: on('demo', 'messages') },
  },
  {
    resource: 'call list',
    routes: ['GET /api/messages/calls', 'POST /api/messages/calls/:callTaskId'],
    grants: { coordinator: desk },
  },
  {
    resource: 'whether calls or replies have changed',
    routes: ['GET /api/messages/news'],
    grants: { coordinator: on('centres_on_duty', 'nothing') },
  },
  {
    resource: 'texts and sending, read',
    routes: [
      'GET /api/messages/templates',
      'GET /api/messages/templates/scopes',
      'POST /api/messages/templates/preview',
      'GET /api/messages/sending',
    ],
    grants: { coordinator: administration, administrator: administration },
  },
  {
    resource: 'texts and sending, changed',
    routes: ['PUT /api/messages/templates', 'PUT /api/messages/sending'],
    grants: { administrator: administration },
  },
  {
    resource: 'accounts, centres, units and figures',
    routes: [
      'GET /api/admin/people',
      'POST /api/admin/people',
      'PATCH /api/admin/people/:personId',
      'POST /api/admin/people/:personId/invitation',
      'DELETE /api/admin/people/:personId/sessions',
      'PUT /api/admin/people/:personId/rpps',
      'POST /api/admin/duties',
      'POST /api/admin/duties/:dutyId/end',
      'POST /api/admin/centres',
      'PATCH /api/admin/centres/:centreId',
      'GET /api/admin/units',
      'GET /api/admin/specialties',
      'POST /api/admin/units',
      'PUT /api/admin/units/:unitId',
      'GET /api/admin/units/:unitId/stops',
      'PUT /api/admin/units/:unitId/service',
      'GET /api/admin/settings',
    ],
    grants: { administrator: administration },
  },
  {
    resource: 'profiles of specialists',
    routes: ['GET /api/specialists/:personId', 'PUT /api/specialists/:personId'],
    grants: { administrator: administration },
  },
  {
    resource: 'access log',
    routes: [
      'GET /api/admin/access-log',
      'GET /api/admin/access-log/journal.csv',
      'GET /api/admin/access-log/verification',
    ],
    grants: { administrator: on('everywhere', 'access_log') },
  },
  {
    resource: 'state of the application and lengths of keeping',
    routes: [
      'GET /api/operations/state',
      'GET /api/operations/retention',
      'PUT /api/operations/retention',
      'POST /api/operations/retention/rehearsal',
    ],
    grants: { administrator: administration },
  },
  {
    resource: 'everything kept about a patient, for them',
    routes: ['GET /api/operations/referrals/:referralId/export'],
    grants: {
      gp: on('centres_on_duty', 'identity', 'phone', 'appointment', 'priority', 'clinical', 'messages', 'access_log'),
    },
  },
  {
    resource: 'erasure asked for by a patient',
    routes: ['GET /api/operations/referrals/:referralId/erasure', 'POST /api/operations/referrals/:referralId/erasure'],
    grants: { gp: on('centres_on_duty', 'counts') },
  },
  {
    resource: 'objection to SMS',
    routes: ['PUT /api/operations/referrals/:referralId/sms'],
    grants: { gp: on('centres_on_duty', 'phone'), coordinator: on('centres_on_duty', 'phone') },
  },
  {
    resource: 'health and figures of the application',
    routes: ['GET /health/live', 'GET /health/ready', 'GET /metrics'],
    grants: { public: on('everywhere', 'nothing') },
  },
  {
    resource: 'page of an appointment',
    routes: ['GET /r/:token', 'POST /r/:token', 'GET /r/:token/rendez-vous.ics'],
    grants: { public: on('link', 'appointment') },
  },
  {
    resource: 'calls of an SMS provider',
    routes: ['GET /api/webhooks/sms/:gateway', 'POST /api/webhooks/sms/:gateway'],
    grants: { public: on('provider', 'nothing') },
  },
]

/** The right that covers a route (`GET /api/…`), or undefined. */
export function rightOf(route: string): Right | undefined {
  return rights.find((right) => right.routes.includes(route))
}
