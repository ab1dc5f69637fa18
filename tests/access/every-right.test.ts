import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printRights } from '../../server/access/print-rights.ts'
import { type Field, rightOf, rights } from '../../server/access/rights.ts'
import { AccessAction } from '../../shared/administration.ts'
import { en } from '../../web/i18n/admin.en.ts'
import { fr } from '../../web/i18n/admin.fr.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { type DataRoute, dataRoutes } from './data-routes.ts'
import { type CentreIds, fillCentre, secretsIn, type TestApp } from './one-centre.ts'
import { sampleOf, samples } from './route-samples.ts'

/** Everybody who has no business with Le Mas-d'Agenais today. */
const OUTSIDERS = {
  'a GP of another centre': 'Basile',
  'a GP whose duty is over': 'Prune',
  'a coordinator of another centre': 'Jonquille',
  'a specialist of another stop': 'Ondine',
  'a planner': 'Perle',
  'an administrator': 'Camélia',
  'a stranger': undefined,
} as const
const INSIDERS = { gp: 'Olive', coordinator: 'Garance', specialist: 'Saturnin' } as const
/** Forgetting a draft twice is no fault: it answers the same to whoever has no such draft. */
const FORGETTING = 'DELETE /api/referrals/drafts/:draftId'
const CLINICAL = /hémorragique|adénopathie|Breslow|sizeChange|melanoma|excision_to_arrange/i
/**
 * A draft is saved as it is typed: its beginning, its reading again and its end are logged, and its pictures come with it.
 * An alert ends once. Of many acts at once, those on what a colleague changed meanwhile change and show nothing.
 */
const SILENT = [
  'GET /api/pictures/drafts/:draftId by Olive',
  'PUT /api/referrals/drafts/:draftId by Olive',
  'POST /api/referrals/alerts/:alertId/acknowledge by Garance',
]
const PERSONAL: readonly Field[] = ['identity', 'phone', 'clinical', 'messages']

describe(`rights on ${ENGINE}`, () => {
  let demo: TestApp
  let routes: DataRoute[]
  let ids: CentreIds
  const sessions = new Map<string | undefined, Awaited<ReturnType<TestApp['rawAs']>>>()
  beforeAll(async () => {
    demo = await testApp({ seed: 'demo' })
    routes = dataRoutes(demo.app)
    ids = (await fillCentre(demo)).ids
  })
  afterAll(() => demo.ports.planner.close())

  /** Sends a route its sample request, with real identifiers or with those given. */
  async function send(name: string | undefined, { route, method, path }: DataRoute, used: CentreIds = ids) {
    const request = sessions.get(name) ?? (await demo.rawAs(name))
    if (route !== 'DELETE /api/session') sessions.set(name, request)
    const { query, body, form, picture } = sampleOf(route, used)
    const filled = path.replace(/:(\w+)/g, (_, part: string) => String(used[part as keyof CentreIds]))
    const search = query ? `?${new URLSearchParams(query)}` : ''
    const init: RequestInit = { method }
    if (body) init.body = JSON.stringify(body)
    if (picture) {
      init.body = picture
      init.headers = { 'Content-Type': 'image/jpeg' }
    }
    if (form) {
      init.body = new URLSearchParams(form).toString()
      init.headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    }
    const answer = await request(`${filled}${search}`, init)
    if (route === 'DELETE /api/session') sessions.delete(name)
    return { status: answer.status, text: await answer.text(), headers: [...answer.headers].join(' ') }
  }

  it('declares every route once, with the same callers as the route itself', () => {
    const listed = rights.flatMap((right) => right.routes)
    expect([...listed].sort()).toEqual(routes.map(({ route }) => route).sort())
    for (const { route, callers } of routes) {
      expect(Object.keys(rightOf(route)!.grants).sort(), route).toEqual([...(callers ?? [])].sort())
    }
  })

  it('grants a planner and an administrator nothing personal', () => {
    for (const { resource, grants } of rights) {
      for (const role of ['planner', 'administrator'] as const) {
        expect(grants[role]?.sees.filter((field) => PERSONAL.includes(field)) ?? [], `${resource}, ${role}`).toEqual([])
      }
      expect(grants.coordinator?.sees ?? [], resource).not.toContain('clinical')
    }
  })

  it('prints the matrix in the room’s guide', async () => {
    const guide = `# Who sees what\n\nPrinted from \`rights.ts\`; \`npx vitest run tests/access/every-right.test.ts -u\` prints it again.\n\n${printRights(rights)}\n`
    await expect(guide).toMatchFileSnapshot('../../server/access/README.md')
  })

  it('has a request to try for every route that carries something', () => {
    const known = samples(ids)
    const acts = routes.filter(({ route, method }) => method !== 'GET' && !known[route]).map(({ route }) => route)
    const withoutBody =
      /(acknowledge|reached|result|read|cancel|lost-places|options|secret|recovery-codes|psc|invitation)$|sessions|ways-in|^DELETE \/api\/(session|referrals\/drafts\/:draftId|pictures\/drafts\/:draftId\/:uploadId|contacts\/:contactId)$/
    expect(acts.filter((route) => !withoutBody.test(route))).toEqual([])
    expect(Object.keys(known).filter((route) => !routes.some((one) => one.route === route))).toEqual([])
  })

  for (const [who, name] of Object.entries(OUTSIDERS)) {
    it(`shows ${who} nothing of the centre’s patients by any route, and answers as about none`, async () => {
      const unknown = Object.fromEntries(
        Object.entries(ids).map(([key, value]) => [key, /^[0-9a-f-]{36}$/.test(String(value)) ? randomUUID() : value]),
      ) as CentreIds
      for (const route of routes) {
        const { status, text, headers } = await send(name, route)
        expect(status, `${route.route}: ${text}`).toBeLessThan(500)
        expect(secretsIn(`${text} ${headers}`), route.route).toEqual([])
        if (ofTheCentre(route, name)) expect([401, 403, 404], `${route.route}: ${text}`).toContain(status)
        if (status !== 404 && route.route !== FORGETTING) continue
        const none = await send(name, route, unknown)
        expect([none.status, none.text], route.route).toEqual([status, text])
      }
    })
  }

  it('shows nobody a name, a phone or a clinical word through a patient’s page or its calendar file', async () => {
    for (const route of routes.filter(({ path }) => path.startsWith('/r/'))) {
      const { status, text, headers } = await send(undefined, route)
      expect(status, route.route).toBeLessThan(400)
      expect(secretsIn(`${text} ${headers}`), route.route).toEqual([])
      expect(text.replaceAll(ids.token, ''), route.route).not.toMatch(
        /dermat|peau|lésion|P1|P2|priorit|Olive|Saturnin|Mobil/i,
      )
    }
  })

  it('counts another centre’s patient in a stop’s queue without a name', async () => {
    const coordinator = await demo.rawAs('Jonquille')
    const { stops } = (await (await coordinator('/api/agenda/stops')).json()) as {
      stops: { stop: { stopId: string } }[]
    }
    const path = `/api/agenda/stops/${stops[0]!.stop.stopId}/allocation/preview`
    const text = await (await coordinator(path, { method: 'POST', body: '{}' })).text()
    expect(text).toContain(ids.distantReferralId)
    expect(secretsIn(text)).toEqual([])
  })

  it('tries all this with requests that reach the records of their own people, and logs whatever shows one', async () => {
    const logged = async () => (await demo.ports.db.selectFrom('access_log').select('id').execute()).length
    const silent: string[] = []
    for (const [role, name] of Object.entries(INSIDERS) as [keyof typeof INSIDERS, string][]) {
      for (const route of routes) {
        const grant = rightOf(route.route)?.grants[role]
        if (!grant) continue
        const before = await logged()
        const { status, text } = await send(name, route)
        const shows = grant.sees.some((field) => PERSONAL.includes(field))
        if (shows && status < 300 && (await logged()) === before) silent.push(`${route.route} by ${name}`)
        if (role === 'coordinator') expect(text, route.route).not.toMatch(CLINICAL)
        expect(status, `${route.route} by ${name}`).toBeLessThan(500)
        if (grant.scope === 'own_account') continue
        expect([400, 401, 403, 404], `${route.route} by ${name}: ${text}`).not.toContain(status)
      }
    }
    expect(silent).toEqual(SILENT)
  })

  it('has words, in both languages, for whatever all this wrote in the access log', async () => {
    const lines = await demo.ports.db.selectFrom('access_log').select(['action', 'resource', 'purpose']).execute()
    expect(lines.length).toBeGreaterThan(100)
    for (const { log } of [fr, en]) {
      const without = lines.flatMap(({ action, resource, purpose }) => [
        ...(log.actions[action] ? [] : [action]),
        ...(log.resources[resource] ? [] : [resource]),
        ...(log.purposes[purpose.split(':')[0]!] ? [] : [purpose]),
      ])
      expect([...new Set(without)]).toEqual([])
    }
    expect(AccessAction.options.filter((action) => !fr.log.actions[action])).toEqual([])
  })

  /** Whether a route is about the centre's own records for somebody who has no right everywhere. */
  function ofTheCentre({ route }: DataRoute, name: string | undefined): boolean {
    const grants = rightOf(route)!.grants
    const role = name === 'Perle' ? 'planner' : name === 'Camélia' ? 'administrator' : undefined
    const grant = (role ? grants[role] : undefined) ?? grants.signed_in ?? grants.public
    if (route === FORGETTING || (grant && grant.scope !== 'demo')) return false
    if (grants.gp?.scope === 'everywhere') return false
    const { query, body } = sampleOf(route, ids)
    const named =
      /:(referral|appointment|alert|visit|advice|draft|message|reply|callTask|slot|picture|upload)Id|(agenda\/stops|days)\/:stopId/
    return named.test(route) || /"(referral|centre|appointment|message)Id"/.test(JSON.stringify({ query, body }))
  }
})
