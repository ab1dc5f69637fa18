import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, servedToBrowser, signedInPage } from '../support/browser.ts'

const PATIENCE_MS = 20_000
/** From the demonstration's first day to the first day of the Mas-d'Agenais. */
const DAYS_TO_THE_STOP = 16

/** What a browser keeps of the application: names of databases and caches, and every text it could be searched for. */
async function keptOnDevice(page: Page) {
  return page.evaluate(async () => {
    const bytes = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value)
      if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value as Uint8Array)
      if (value instanceof CryptoKey) return `key, extractable: ${value.extractable}`
      if (typeof value === 'object' && value !== null)
        return Object.entries(value)
          .map(([name, one]) => `${name}=${bytes(one)}`)
          .join(';')
      return String(value)
    }
    const records: string[] = []
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name!)
        request.onsuccess = () => resolve(request.result)
      })
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store)
        const read = <Value>(request: IDBRequest<Value>) =>
          new Promise<Value>((resolve) => {
            request.onsuccess = () => resolve(request.result)
          })
        const [keys, values] = await Promise.all([read(all.getAllKeys()), read(all.getAll())])
        for (const [index, key] of keys.entries()) records.push(`${store}/${String(key)}: ${bytes(values[index])}`)
      }
      db.close()
    }
    const cached: string[] = []
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) cached.push(new URL(request.url).pathname)
    return { records, cached, local: JSON.stringify(localStorage) }
  })
}

const lineOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

const { server, browser } = await servedToBrowser()

describe('the agenda of the day without network', () => {
  let desk: Page
  let agenda = ''
  /** Patients of the day, as the agenda names them. */
  let names: string[] = []

  beforeAll(async () => {
    desk = await signedInPage(browser, server.url, 'Garance')
    desk.setDefaultTimeout(PATIENCE_MS)
    const headers = { Origin: server.url }
    const post = async (path: string, data: object) => {
      const answer = await desk.request.post(`${server.url}/api${path}`, { data, headers })
      expect(answer.ok(), path).toBe(true)
      return answer.json()
    }
    const { stops } = await (await desk.request.get(`${server.url}/api/agenda/stops`)).json()
    const { stopId, firstDay } = stops[0].stop
    const { fingerprint } = await post(`/agenda/stops/${stopId}/allocation/preview`, { rearrange: false })
    await post(`/agenda/stops/${stopId}/allocation`, { rearrange: false, fingerprint })
    for (let day = 0; day < DAYS_TO_THE_STOP; day += 1) await post('/demo/clock/advance', { by: 'day' })
    agenda = `/agenda/${stopId}?jour=${firstDay}`
    const { slots } = await (await desk.request.get(`${server.url}/api/agenda/stops/${stopId}`)).json()
    names = slots
      .filter((slot: { date: string }) => slot.date === firstDay)
      .flatMap((slot: { appointment: { patientName: string; state: string } | null }) =>
        slot.appointment && ['booked', 'confirmed'].includes(slot.appointment.state)
          ? [slot.appointment.patientName]
          : [],
      )
    expect(names.length).toBeGreaterThanOrEqual(2)
  }, 240_000)

  it('is kept sealed as soon as it was seen, and nothing personal stands in a cache', async () => {
    await desk.goto(`${server.url}/agenda`)
    await desk.getByRole('link', { name: 'Ouvrir l’agenda' }).first().click()
    await lineOf(desk, names[0]!).first().waitFor()
    await expect
      .poll(async () => (await keptOnDevice(desk)).cached.filter((path) => path.includes('agenda-page')).length, {
        timeout: PATIENCE_MS,
      })
      .toBeGreaterThan(0)
    const { records, cached, local } = await keptOnDevice(desk)
    expect(records.map((record) => record.split(':')[0]).sort()).toEqual(
      expect.arrayContaining(['keys/seal', 'records/agenda', 'records/session', 'records/stops']),
    )
    expect(records.find((record) => record.startsWith('keys/'))).toContain('extractable: false')
    const [familyName, givenName] = names[0]!.split(' ')
    for (const text of [...records, ...cached, local]) {
      for (const personal of [familyName!, givenName!, 'Garance', '06 39', '063998'])
        expect(text).not.toContain(personal)
    }
    expect(cached.filter((path) => path !== '/' && path !== '/icon.svg' && !path.startsWith('/assets/'))).toEqual([])
  })

  it('opens again, is marked, and says what waits to be sent', async () => {
    await desk.context().setOffline(true)
    await desk.goto(`${server.url}${agenda}`)
    await desk.getByText('Hors connexion').waitFor()
    expect(await accessibilityFaults(desk), 'the agenda without network').toEqual([])
    await lineOf(desk, names[0]!)
      .getByRole('button', { name: /Arrivé$/ })
      .click()
    await lineOf(desk, names[0]!).getByText('Gardé ici, à envoyer').waitFor()
    await lineOf(desk, names[1]!)
      .getByRole('button', { name: /Arrivé$/ })
      .click()
    await desk.getByText('2 pointages à envoyer').waitFor()
    await desk.reload()
    await desk.getByText('2 pointages à envoyer').waitFor()
    await lineOf(desk, names[1]!).getByText('Gardé ici, à envoyer').waitFor()
    await desk.getByRole('button', { name: 'Se déconnecter' }).click()
    await desk.getByText('2 pointages ne sont pas encore envoyés').waitFor()
  })

  it('is sent when the network is back; two notes that differ are both kept until a person chooses', async () => {
    const other = await signedInPage(browser, server.url, 'Garance')
    other.setDefaultTimeout(PATIENCE_MS)
    await other.goto(`${server.url}${agenda}`)
    await lineOf(other, names[1]!)
      .getByRole('button', { name: /Absent$/ })
      .click()
    await other.getByText(`${names[1]} : absent`).first().waitFor()

    await desk.context().setOffline(false)
    await desk.getByText('Quelqu’un d’autre a noté autrement').waitFor()
    await lineOf(desk, names[0]!).getByText('Arrivé', { exact: true }).waitFor()
    const disputed = lineOf(desk, names[1]!)
    await disputed.getByText('Deux notes différentes').waitFor()
    expect(await accessibilityFaults(desk), 'two notes that differ').toEqual([])
    await disputed.getByRole('button', { name: /^Retenir/ }).click()
    await disputed.getByText('Historique du pointage (3)').click()
    await disputed.getByText(/absent, noté par Garance/).waitFor()
    await disputed.getByText(/sans réseau/).waitFor()
    await other.reload()
    await lineOf(other, names[1]!).getByText('Historique du pointage (3)').waitFor()
    await other.context().close()
  })

  it('is forgotten after forty-eight hours, and at sign-out', async () => {
    const { records } = await keptOnDevice(desk)
    expect(records.some((record) => record.startsWith('records/agenda'))).toBe(true)
    await desk.clock.setFixedTime(Date.now() + 49 * 3600 * 1000)
    await desk.context().setOffline(true)
    await desk.goto(`${server.url}${agenda}`)
    await desk.getByText('Le serveur ne répond pas').first().waitFor()
    await desk.context().setOffline(false)
    await desk.clock.setFixedTime(Date.now())
    await desk.goto(`${server.url}${agenda}`)
    await lineOf(desk, names[0]!).first().waitFor()
    await expect
      .poll(async () => (await keptOnDevice(desk)).records.length, { timeout: PATIENCE_MS })
      .toBeGreaterThan(2)
    await desk.getByRole('button', { name: 'Se déconnecter' }).click()
    await desk
      .getByRole('heading', { name: /Escale|Qui êtes-vous/ })
      .first()
      .waitFor()
    await expect.poll(async () => (await keptOnDevice(desk)).records, { timeout: PATIENCE_MS }).toEqual([])
  })
})
