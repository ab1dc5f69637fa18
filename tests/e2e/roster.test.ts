import { describe, expect, it } from 'vitest'
import { accessibilityFaults, servedToBrowser, signedInPage } from '../support/browser.ts'

const PHONE = { width: 390, height: 844 }

const { server, browser } = await servedToBrowser()

describe('a specialist', () => {
  it('takes a day in one tap, and takes it back', async () => {
    const page = await signedInPage(browser, server.url, 'Achille', PHONE)
    await page.getByRole('tab', { name: /Journées à pourvoir/ }).click()
    const open = page.getByRole('button', { name: /^Prendre le/ })
    await open.first().waitFor()
    const before = await open.count()
    expect(await accessibilityFaults(page)).toEqual([])
    await open.first().click()
    await page.getByText(/^C’est noté/).waitFor()
    await expect.poll(() => open.count(), { timeout: 10_000 }).toBe(before - 1)
    await page.getByRole('button', { name: 'Annuler l’action' }).click()
    await page.getByText(/^Vous ne venez plus/).waitFor()
    await expect.poll(() => open.count(), { timeout: 10_000 }).toBe(before)
    await page.context().close()
  })

  it('is told at once what stands in the way of a day', async () => {
    const page = await signedInPage(browser, server.url, 'Achille')
    await page.goto(`${server.url}/mes-journees?tab=open&free=0`)
    await page.getByText('Autorisation à demander pour ce département').first().waitFor()
    await page.getByText('Complet').first().waitFor()
    await page.context().close()
  })

  it('records an outcome in three taps on the day', async () => {
    const coordinator = await signedInPage(browser, server.url, 'Garance')
    const post = async (path: string, data: object) => {
      const answer = await coordinator.request.post(`${server.url}/api${path}`, {
        data,
        headers: { Origin: server.url },
      })
      expect(answer.ok(), path).toBe(true)
      return answer.json()
    }
    const { stops } = await (await coordinator.request.get(`${server.url}/api/agenda/stops`)).json()
    const { stopId } = stops[0].stop
    const { fingerprint } = await post(`/agenda/stops/${stopId}/allocation/preview`, {})
    await post(`/agenda/stops/${stopId}/allocation`, { fingerprint })
    for (let day = 0; day < 16; day++) await post('/demo/clock/advance', { by: 'day' })
    await coordinator.context().close()

    const page = await signedInPage(browser, server.url, 'Saturnin', PHONE)
    await page.getByRole('link', { name: 'Ouvrir la liste' }).first().click()
    await page.getByText(/^0 sur|· 0 sur/).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page
      .getByRole('button', { name: /^Lire l’adressage/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Lésion 1' }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.keyboard.press('Escape')

    await page
      .getByRole('button', { name: /^Consigner la suite/ })
      .first()
      .click()
    await page.getByRole('radio', { name: /Lésion bénigne/ }).check()
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('Suite : Lésion bénigne').waitFor()

    await page
      .getByRole('button', { name: /^Consigner la suite/ })
      .first()
      .click()
    await page.getByRole('radio', { name: /Exérèse à organiser/ }).check()
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('Indiquez qui organise la suite.').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.context().close()
  })
})
