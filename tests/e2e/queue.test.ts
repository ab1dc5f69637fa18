import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, layoutFaults, servedToBrowser, signedInPage } from '../support/browser.ts'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1440, height: 900 }
const PATIENCE_MS = 30_000
const DAYS_TO_THE_VISIT = 17

/** Nothing for axe to say, and nothing wider than the window, at a desk and on a telephone. */
async function expectLegible(page: Page, screen: string) {
  await page.waitForLoadState('networkidle')
  for (const viewport of [DESK, PHONE]) {
    await page.setViewportSize(viewport)
    expect(await accessibilityFaults(page), `${screen} at ${viewport.width}`).toEqual([])
    expect(await layoutFaults(page), `${screen} at ${viewport.width}`).toEqual([])
  }
  await page.setViewportSize(DESK)
}

const { server, browser } = await servedToBrowser()

describe('the queue, the alerts and the answer', () => {
  let doctor: Page
  let desk: Page
  let planner: Page
  beforeAll(async () => {
    doctor = await signedInPage(browser, server.url, 'Olive')
    desk = await signedInPage(browser, server.url, 'Garance')
    planner = await signedInPage(browser, server.url, 'Perle')
    for (const page of [doctor, desk, planner]) page.setDefaultTimeout(PATIENCE_MS)
  })

  it('shows a colleague’s change without moving what is under the pointer', async () => {
    await doctor.goto(`${server.url}/file`)
    await desk.goto(`${server.url}/file`)
    const rows = doctor.locator('.table tbody tr')
    await rows.first().waitFor()
    await expectLegible(doctor, 'the queue')
    // The version in force is known before anything changes.
    await doctor.waitForResponse((answer) => answer.url().includes('/queue/version') && answer.status() === 304)
    await rows.nth(1).hover()
    const before = await rows.allInnerTexts()

    const box = desk.locator('input.queue-select').last()
    await box.check()
    await desk.getByRole('button', { name: 'Clore', exact: true }).click()
    await desk.getByRole('radio', { name: 'Injoignable' }).check()
    await expectLegible(desk, 'closing many')
    await desk.getByRole('dialog').getByRole('button', { name: 'Clore', exact: true }).click()
    await desk.getByText('Fait pour un patient.').waitFor()

    await doctor.getByText(/Un patient modifié par/).waitFor()
    expect(await rows.allInnerTexts(), 'nothing moved').toEqual(before)
    await expectLegible(doctor, 'the queue with news')
    await doctor.getByRole('button', { name: 'Afficher' }).click()
    await expect.poll(() => rows.count()).toBe(before.length - 1)
  })

  it('takes a closing back, and keeps the history of both', async () => {
    await desk.goto(`${server.url}/file`)
    const box = desk.locator('input.queue-select').last()
    const label = (await box.getAttribute('aria-label'))!
    await box.check()
    await desk.getByRole('button', { name: 'Clore', exact: true }).click()
    await desk.getByRole('radio', { name: 'Injoignable' }).check()
    await desk.getByRole('dialog').getByRole('button', { name: 'Clore', exact: true }).click()
    await desk.locator('.toast').getByRole('button', { name: 'Annuler' }).click()
    await desk.getByText('C’est annulé.').waitFor()
    await desk.getByLabel(label, { exact: true }).waitFor()
    await desk.goto(`${server.url}/file/historique`)
    await desk.getByText('Adressage rouvert').first().waitFor()
    await expectLegible(desk, 'the history of the queue')
  })

  it('tells both versions when two people change one patient, and loses neither', async () => {
    await doctor.goto(`${server.url}/file`)
    await doctor.locator('.table tbody tr').first().waitFor()
    await doctor.locator('input.queue-select').last().check()
    await desk.goto(`${server.url}/file`)
    await desk.locator('input.queue-select').last().check()
    for (const page of [desk, doctor]) {
      await page.getByRole('button', { name: 'Clore', exact: true }).click()
      await page.getByRole('radio', { name: page === desk ? 'A déménagé' : 'Vu ailleurs' }).check()
    }
    await desk.getByRole('dialog').getByRole('button', { name: 'Clore', exact: true }).click()
    await desk.getByText('Fait pour un patient.').waitFor()
    await doctor.getByRole('dialog').getByRole('button', { name: 'Clore', exact: true }).click()
    await doctor.getByText('Ce qu’un collègue a fait entre-temps').waitFor()
    await doctor.getByText(/Adressage clos, Garance/).waitFor()
    await expectLegible(doctor, 'two versions')
  })

  it('shows a stop’s queue with its cut-off and one session more, and breaches as counts to the planner', async () => {
    await doctor.goto(`${server.url}/file`)
    await doctor.getByRole('navigation', { name: 'Files des étapes :' }).getByRole('link').first().click()
    await doctor.getByText(/le dernier avec une place/).waitFor()
    await expectLegible(doctor, 'the queue of a stop')
    await doctor.getByLabel('Et avec une vacation de plus ?').selectOption({ index: 1 })
    await doctor
      .getByText(/places de plus|vacation de plus \(/)
      .first()
      .waitFor()
    expect(doctor.url()).toContain('vacation=2026-')
    await planner.goto(`${server.url}/depassements`)
    await planner.getByText('Des nombres seulement').waitFor()
    await planner
      .getByRole('link', { name: /^Préparer une étape/ })
      .first()
      .waitFor()
    await expectLegible(planner, 'breaches')
  })

  it('alerts on a day nobody spoke of, and takes an answer with its letter in five taps or fewer', async () => {
    await desk.goto(`${server.url}/agenda`)
    await desk
      .getByRole('link', { name: /^Ouvrir|Mas-d|Agenda/ })
      .first()
      .waitFor()
    const { stops } = (await (await desk.request.get(`${server.url}/api/agenda/stops`)).json()) as {
      stops: { stop: { stopId: string } }[]
    }
    await desk.goto(`${server.url}/agenda/${stops[0]!.stop.stopId}/repartition`)
    await desk.getByRole('button', { name: /^Confirmer et prévenir/ }).click()
    await desk
      .getByText(/rendez-vous donnés?/)
      .first()
      .waitFor()
    for (let day = 0; day < DAYS_TO_THE_VISIT; day++) {
      const answer = await desk.request.post(`${server.url}/api/demo/clock/advance`, {
        data: { by: 'day' },
        headers: { Origin: server.url },
      })
      expect(answer.status()).toBe(200)
    }
    await doctor.goto(`${server.url}/file`)
    await doctor.getByText('Journée passée sans suite notée').first().waitFor()
    await expectLegible(doctor, 'visits nobody spoke of')

    const specialist = await signedInPage(browser, server.url, 'Saturnin')
    specialist.setDefaultTimeout(PATIENCE_MS)
    const notice = specialist.getByText('Des patients attendent que vous disiez ce qu’il en est')
    await notice.waitFor()
    await expectLegible(specialist, 'the roster with a day left open')
    await specialist.locator('.notice a').first().click()
    const record = specialist.getByRole('button', { name: /^Consigner la suite/ }).first()
    await record.waitFor()
    let taps = 0
    const tap = async (target: ReturnType<Page['locator']>) => {
      await target.click()
      taps += 1
    }
    await tap(record)
    await tap(specialist.getByRole('dialog').getByRole('radio', { name: 'Lésion bénigne' }))
    await tap(specialist.getByRole('button', { name: 'Enregistrer et envoyer' }))
    await specialist.getByText(/est transmise au centre/).waitFor()
    expect(taps).toBeLessThanOrEqual(5)
    await specialist.getByText('Lettre envoyée, pas encore lue.').first().waitFor()

    await doctor.goto(`${server.url}/file`)
    const toRead = doctor.getByRole('listitem').filter({ hasText: 'Réponse du spécialiste à lire' }).first()
    if (!(await toRead.isVisible())) await doctor.getByRole('button', { name: /^Voir les? / }).click()
    await toRead.getByRole('link').click()
    await doctor.getByText('Conclusion : Lésion bénigne.').waitFor()
    await expectLegible(doctor, 'the answer')
    await doctor.getByRole('button', { name: 'J’ai lu la réponse' }).click()
    await doctor.getByText(/Lue par Dr Olive/).waitFor()
  })
})
