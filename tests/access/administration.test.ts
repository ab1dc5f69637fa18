import { beforeAll, describe, expect, it } from 'vitest'
import type { PersonLine } from '../../shared/administration.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import type { LocalDate } from '../../shared/time.ts'
import { en } from '../../web/i18n/admin.en.ts'
import { fr } from '../../web/i18n/admin.fr.ts'
import { testApp } from '../support/test-app.ts'

const day = (text: string) => text as LocalDate

describe('administration', () => {
  let app: Awaited<ReturnType<typeof testApp>>
  let admin: Awaited<ReturnType<typeof app.as>>
  let centres: HostCentre[]
  beforeAll(async () => {
    app = await testApp({ seed: 'people' })
    admin = await app.as('Camélia')
    centres = await (await admin.api.centres.$get()).json()
  })

  const people = async (): Promise<PersonLine[]> => (await admin.api.admin.people.$get()).json()
  const named = async (name: string) => (await people()).find((person) => person.name.includes(name))!
  const ended = (dutyId: PersonLine['duties'][number]['dutyId'], lastDay: string) =>
    admin.api.admin.duties[':dutyId'].end.$post({ param: { dutyId }, json: { lastDay: day(lastDay) } })

  it('lists every account with where its assignments stand today', async () => {
    expect((await named('Olive')).duties).toMatchObject([{ standing: 'current' }])
    expect((await named('Prune')).duties).toMatchObject([{ standing: 'over', to: '2026-01-18' }])
  })

  it('gives a GP the patients of a centre for the days of an assignment only', async () => {
    const prune = await named('Prune')
    const centre = centres.find(({ hostCentreId }) => hostCentreId === prune.duties[0]!.centreId)!
    const json = { personId: prune.personId, centreId: centre.hostCentreId, from: day('2026-01-19'), to: null }
    expect((await admin.api.admin.duties.$post({ json })).status).toBe(201)
    const session = await (await (await app.as('Prune')).api.session.$get()).json()
    expect(session.person?.centreIds).toEqual([centre.hostCentreId])

    const duty = (await named('Prune')).duties.find(({ standing }) => standing === 'current')!
    expect((await ended(duty.dutyId, '2026-01-20')).status).toBe(200)
    app.ports.clock.moveTo('2026-01-21T08:00:00.000Z' as never)
    const later = await (await (await app.as('Prune')).api.session.$get()).json()
    expect(later.person?.centreIds).toEqual([])
  })

  it('refuses in words an assignment held twice, to the wrong role, or that ends before it starts', async () => {
    const olive = await named('Olive')
    const perle = await named('Perle')
    const centreId = olive.duties[0]!.centreId
    const refused = async (json: Parameters<typeof admin.api.admin.duties.$post>[0]['json']) => {
      const answer = await admin.api.admin.duties.$post({ json })
      return [answer.status, ((await answer.json()) as unknown as { code: string }).code]
    }
    const from = day('2026-02-02')
    expect(await refused({ personId: olive.personId, centreId, from, to: null })).toEqual([409, 'duty_overlaps'])
    expect(await refused({ personId: perle.personId, centreId, from, to: null })).toEqual([409, 'duty_role'])
    expect(await refused({ personId: olive.personId, centreId, from, to: day('2026-02-01') })).toEqual([
      400,
      'duty_ends_before_start',
    ])
    expect((await ended(olive.duties[0]!.dutyId, '2027-01-01')).status).toBe(409)
  })

  it('closes an account at once, and not one’s own', async () => {
    const basile = await named('Basile')
    const working = await app.as('Basile')
    expect((await (await working.api.session.$get()).json()).person).not.toBeNull()
    const close = (personId: PersonLine['personId']) =>
      admin.api.admin.people[':personId'].$patch({ param: { personId }, json: { active: false } })
    expect((await close(basile.personId)).status).toBe(200)
    expect((await (await working.api.session.$get()).json()).person).toBeNull()
    expect((await close((await named('Camélia')).personId)).status).toBe(409)
  })

  it('changes a centre’s hours and closed weeks, which stop being assumed', async () => {
    const centre = centres.find(({ openingHoursAssumed }) => openingHoursAssumed)!
    const edit = (json: object) =>
      admin.api.admin.centres[':centreId'].$patch({ param: { centreId: centre.hostCentreId }, json })
    const { centre: edited } = await (
      await edit({ openingHours: { ...centre.openingHours, 6: [] }, closedWeeks: [day('2026-02-16')] })
    ).json()
    expect(edited).toMatchObject({ openingHoursAssumed: false, closedWeeks: ['2026-02-16'] })
    expect((await edit({ closedWeeks: [day('2026-02-17')] })).status).toBe(400)
    expect((await edit({ openingHours: { 1: [] } })).status).toBe(400)
  })

  it('lists every figure with its value, its default and its source', async () => {
    const settings = await (await admin.api.admin.settings.$get()).json()
    expect(settings).toContainEqual({
      group: 'deadlines',
      key: 'P1',
      about: null,
      value: 14,
      default: 14,
      unit: 'days',
      source: 'proposal',
    })
    expect(settings).toContainEqual(
      expect.objectContaining({ group: 'places', key: 'consultationMinutes', value: 20, unit: 'minutes' }),
    )
    expect(settings).toContainEqual(
      expect.objectContaining({ group: 'pictures', key: 'largestFileBytes', value: 30, unit: 'megabytes' }),
    )
    const keys = settings.map(({ group, key }) => `${group}.${key}`)
    expect(new Set(keys).size).toBe(settings.length)
    for (const { settings: words } of [fr, en]) expect(keys.filter((key) => !words.names[key])).toEqual([])
  })

  it('keeps what an administrator did in the chained log, without a name of a patient', async () => {
    const { lines } = await (await admin.api.admin['access-log'].$get({ query: {} })).json()
    expect(lines.filter(({ resource }) => resource === 'duty').map(({ action }) => action)).toContain('create')
    expect(lines[0]?.sequence).toBeGreaterThan(lines.at(-1)!.sequence)
    const chain = await (await admin.api.admin['access-log'].verification.$get()).json()
    expect(chain).toEqual({ sound: lines[0]!.sequence, firstAltered: null })
  })

  it('is closed to every other role', async () => {
    const gp = await app.as('Anis')
    expect((await gp.api.admin.people.$get()).status).toBe(403)
  })
})
