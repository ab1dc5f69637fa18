import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TourDetail } from '../../shared/tour-view.ts'
import { testApp } from '../support/test-app.ts'

type App = Awaited<ReturnType<typeof testApp>>

let app: App
let secrets: string[] = []
const answers: { path: string; status: number; body: string }[] = []

/** Everything of patients that only their own people may read, opened with the vault. */
async function personalWords({ ports }: App): Promise<string[]> {
  const patients = await ports.db.selectFrom('patient').selectAll().execute()
  const words = patients.flatMap((patient) => {
    const identity = JSON.parse(ports.vault.open(patient.sealed_identity)) as Record<string, string>
    const phone = patient.sealed_phone ? [ports.vault.open(patient.sealed_phone)] : []
    return [...Object.values(identity), ...phone, patient.id]
  })
  const referrals = await ports.db.selectFrom('referral').select(['id', 'author_id']).execute()
  return [...new Set([...words, ...referrals.map((referral) => referral.id)])].filter((word) => word.length > 3)
}

beforeAll(async () => {
  app = await testApp({ seed: 'demo' })
  secrets = await personalWords(app)
  const raw = await app.rawAs('Perle')
  const ask = async (path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') => {
    const init = { method, headers: { Origin: 'http://localhost' } }
    const answer = await raw(`/api${path}`, body === undefined ? init : { ...init, body: JSON.stringify(body) })
    const text = await answer.text()
    answers.push({ path, status: answer.status, body: text })
    return JSON.parse(text)
  }
  const { tours } = await ask('/tours')
  const { tourId } = tours.find((tour: { state: string }) => tour.state === 'published')
  const detail: TourDetail = await ask(`/tours/${tourId}`)
  const { revision } = detail.tour
  const [first, second] = detail.stops
  await ask(`/tours/${tourId}/roads`)
  await ask('/tours/places')
  await ask('/stops')
  for (const stop of detail.stops) {
    await ask(`/stops/${stop.stopId}`)
    await ask(`/stops/${stop.stopId}/candidates`)
    await ask(`/stops/${stop.stopId}/isochrones`)
    await ask(`/stops/${stop.stopId}/impact`)
  }
  await ask(`/tours/${tourId}/programme/47`)
  await ask('/calendars')
  const period = { from: '2026-02-01', to: '2026-04-30', unitIds: [detail.tour.unitId], seconds: 3 }
  const { proposalId } = await ask('/proposals', period)
  await new Promise((resolve) => setTimeout(resolve, 2000))
  await ask(`/proposals/${proposalId}`)
  await ask(`/proposals/${proposalId}/cancel`, {})
  await ask(`/proposals/${proposalId}/documents`)
  await ask(`/proposals/${proposalId}/roads`)
  await ask(`/tours/compare?left=tour:${tourId}&right=tour:${tourId}`)
  await ask(`/stops/${second!.stopId}/move/impact`, { revision, firstDay: '2026-02-24', lastDay: '2026-02-26' })
  await ask(`/stops/${first!.stopId}/cancel`, { revision })
  await ask(`/tours/${tourId}/publish`, { revision: revision + 1 })
})

afterAll(() => app.ports.planner.close())

describe('a planner', () => {
  it('has patients to be kept from', () => {
    expect(secrets.length).toBeGreaterThan(20)
  })

  it('gets an answer from every route of the tours', () => {
    expect(answers.filter(({ status }) => status >= 400 && status !== 409)).toEqual([])
    expect(answers.length).toBeGreaterThan(15)
  })

  it('never reads a name, a phone, a birth date or the number of a referral', () => {
    for (const { path, body } of answers) {
      expect(
        secrets.filter((secret) => body.includes(secret)),
        path,
      ).toEqual([])
      expect(body, path).not.toMatch(/sealed|patientName|clinical|birthDate|phoneOwner/)
    }
  })

  it('is refused everything that belongs to a centre', async () => {
    const raw = await app.rawAs('Perle')
    const referral = await app.ports.db.selectFrom('referral').select('id').executeTakeFirstOrThrow()
    const paths = [`/api/referrals/${referral.id}`, '/api/referrals', '/api/queue', '/api/agenda']
    for (const path of paths) expect((await raw(path)).status, path).toBeGreaterThanOrEqual(403)
  })
})
