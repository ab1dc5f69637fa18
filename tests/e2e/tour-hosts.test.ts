import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, servedToBrowser, signedInPage } from '../support/browser.ts'
import { EICAR, scanningServer } from '../support/scanning-server.ts'

const PHONE = { width: 390, height: 844 }
const SLOW = { timeout: 30_000 }

const scanner = await scanningServer()
afterAll(() => scanner.close())
const { server, browser } = await servedToBrowser({ ANTIVIRUS_URL: scanner.url })

describe('the life of a tour', () => {
  let planner: Page
  let tourId: string
  beforeAll(async () => {
    planner = await signedInPage(browser, server.url, 'Perle')
    const { tours } = await (await planner.request.get(`${server.url}/api/tours`)).json()
    tourId = tours.find((tour: { state: string }) => tour.state === 'proposed').tourId
  })
  const openHosts = () => planner.goto(`${server.url}/tournees?tournee=${tourId}&volet=hosts`)

  it('asks a centre by a secret link, which refuses with other days and then agrees', async () => {
    await openHosts()
    await planner.getByRole('button', { name: 'Créer le lien de réponse d’Ajain' }).click()
    const link = await planner.getByLabel('Adresse secrète').inputValue()
    expect(await accessibilityFaults(planner)).toEqual([])
    await planner.getByRole('button', { name: 'Terminé' }).click()

    const centre = await (await browser.newContext({ viewport: PHONE, locale: 'fr-FR' })).newPage()
    await centre.goto(`${server.url}${new URL(link).pathname}`)
    expect(await accessibilityFaults(centre)).toEqual([])
    await centre.getByRole('button', { name: 'Non, ces dates ne conviennent pas' }).click()
    await centre.getByLabel('Votre nom et votre fonction').fill('Anne Exemple, coordinatrice')
    await centre.getByLabel('Pourquoi ?').fill('Travaux sur la place')
    await centre.getByLabel('Premier jour').first().fill('2026-05-26')
    await centre.getByLabel('Dernier jour').first().fill('2026-05-28')
    expect(await accessibilityFaults(centre)).toEqual([])
    await centre.getByRole('button', { name: 'Non, j’envoie la réponse' }).click()
    await centre.getByText('Nous cherchons d’autres dates').waitFor(SLOW)

    await openHosts()
    await planner.getByText('Dates refusées').waitFor(SLOW)
    await planner.getByText('1 réponse gardée').click()
    await planner.getByText('Travaux sur la place').waitFor(SLOW)

    await centre.getByRole('button', { name: 'Oui, nous sommes d’accord' }).click()
    await centre.getByLabel('Votre nom et votre fonction').fill('Anne Exemple, coordinatrice')
    await centre.getByRole('button', { name: 'Oui, je confirme' }).click()
    await centre.getByText('Votre accord est noté').waitFor(SLOW)
    await centre.context().close()
  })

  it('names what holds publication back and opens the place where it is settled', async () => {
    await planner.goto(`${server.url}/tournees?tournee=${tourId}&volet=publish`)
    await planner.getByRole('button', { name: /Bourdeilles : le centre n’a pas encore donné son accord/ }).click()
    await planner.getByRole('button', { name: 'Noter la réponse de Bourdeilles' }).click(SLOW)
    await planner.getByLabel('Qui a répondu').fill('M. Exemple, accueil')
    await planner.getByLabel('Comment et pourquoi').fill('Au téléphone')
    expect(await accessibilityFaults(planner)).toEqual([])
    await planner.getByRole('button', { name: 'Enregistrer' }).click()
    await planner.getByText('Réponse notée.').waitFor(SLOW)
    await planner.goto(`${server.url}/tournees?tournee=${tourId}&volet=publish`)
    await planner.getByRole('button', { name: /Arnac-la-Poste : le centre n’a pas encore/ }).waitFor(SLOW)
    await expect.poll(() => planner.getByRole('button', { name: /Bourdeilles : le centre n’a pas/ }).count()).toBe(0)
  })

  it('shows gaps weeks ahead, and what is not known of the unit', async () => {
    await planner.goto(`${server.url}/tournees/suivi`)
    await planner
      .getByText(/Peuvent venir/)
      .first()
      .waitFor(SLOW)
    await planner.getByText('à renseigner').first().waitFor(SLOW)
    expect(await accessibilityFaults(planner)).toEqual([])
  })

  it('lets a coordinator prepare a stop with a paper, on a phone', async () => {
    const page = await signedInPage(browser, server.url, 'Garance', PHONE)
    await page.goto(`${server.url}/accueil`)
    await page.getByText('Accord donné').first().waitFor(SLOW)
    expect(await accessibilityFaults(page)).toEqual([])
    await page
      .getByRole('button', { name: /^Toute la liste du Mas/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Mettre à jour : Autorisation du maire' }).click(SLOW)
    const file = { name: 'Arrêté du maire.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF') }
    const attach = (sent: typeof file) => page.getByLabel('Joindre un PDF ou une photo').setInputFiles(sent)
    const alert = page.getByRole('dialog').getByRole('alert')
    await attach({ ...file, buffer: EICAR })
    await alert.getByText(/programme malveillant/).waitFor(SLOW)
    expect(await alert.getByRole('button').count()).toBe(0)
    scanner.answer('failing')
    await attach(file)
    await alert.getByText(/n’a pas pu vérifier ce fichier/).waitFor(SLOW)
    await alert.getByText('Arrêté du maire.pdf').waitFor(SLOW)
    expect(await accessibilityFaults(page)).toEqual([])
    scanner.answer('at_once')
    await alert.getByRole('button', { name: 'Envoyer de nouveau' }).click()
    await page.getByText('Arrêté du maire.pdf est joint.').waitFor(SLOW)
    await page.getByRole('link', { name: 'Arrêté du maire.pdf' }).waitFor(SLOW)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.context().close()
  })

  it('lets a specialist find open stops on a map and wait for a full day', async () => {
    const page = await signedInPage(browser, server.url, 'Achille', PHONE)
    await page.goto(`${server.url}/mes-journees?tab=open&free=0`)
    await page.getByText('Carte des étapes à pourvoir').click(SLOW)
    await page
      .getByRole('button', { name: /^Me porter volontaire pour/ })
      .first()
      .click(SLOW)
    await page.getByText(/^Vous êtes volontaire/).waitFor(SLOW)
    await page
      .getByRole('button', { name: /^Ne plus attendre/ })
      .first()
      .waitFor(SLOW)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.context().close()
  })

  it('publishes for anybody where the unit goes, without a booking', async () => {
    const page = await (await browser.newContext({ viewport: PHONE, locale: 'fr-FR' })).newPage()
    await page.goto(`${server.url}/programme`)
    await page.getByRole('link', { name: /Deux-Sèvres/ }).click()
    await page.getByRole('heading', { name: 'Ménigoute' }).waitFor(SLOW)
    expect(await accessibilityFaults(page)).toEqual([])
    await expect.poll(() => page.getByRole('button').count()).toBe(0)
    await page.context().close()
  })
})
