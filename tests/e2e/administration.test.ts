import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, layoutFaults, servedToBrowser, signedInPage } from '../support/browser.ts'

const TABS = ['Comptes et affectations', 'Centres hôtes', 'Unités mobiles', 'Réglages', 'Journal d’accès']

const { server, browser } = await servedToBrowser()

describe('administration', () => {
  let page: Page
  beforeAll(async () => {
    page = await signedInPage(browser, server.url, 'Camélia')
  })

  it('gives and ends an assignment', async () => {
    await page.getByRole('button', { name: 'Affecter Dr Prune Exemple à un centre' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Affecter' }).click()
    await dialog.getByText('Choisissez le centre.').waitFor()
    await dialog.getByLabel('Centre').selectOption({ label: 'Ajain – Creuse (23)' })
    await dialog.getByRole('button', { name: 'Affecter' }).click()
    const end = page.getByRole('button', { name: 'Terminer l’affectation de Dr Prune Exemple à Ajain' })
    await end.click()
    await dialog.getByRole('button', { name: 'Terminer' }).click()
    await page.getByText(/L’affectation de Dr Prune Exemple se termine/).waitFor()
  })

  it('says which stops to come fall in a week a centre now closes', async () => {
    await page.getByRole('tab', { name: 'Centres hôtes' }).click()
    await page.getByRole('button', { name: 'Modifier Ménigoute' }).click()
    const dialog = page.getByRole('dialog', { name: 'Modifier Ménigoute' })
    await dialog.getByLabel('Ajouter une semaine de fermeture').fill('2026-02-18')
    await dialog.getByRole('button', { name: 'Ajouter', exact: true }).click()
    await dialog.getByRole('button', { name: 'Enregistrer' }).click()
    await dialog.getByText('Une étape à venir tombe désormais quand le centre est fermé').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: /Retirer la semaine/ }).click()
    await dialog.getByRole('button', { name: 'Enregistrer' }).click()
    await dialog.waitFor({ state: 'detached' })
  })

  it('places a centre by dragging its pin on the map, and the field follows', async () => {
    await page.getByRole('button', { name: 'Modifier Ajain' }).click()
    const dialog = page.getByRole('dialog', { name: 'Modifier Ajain' })
    const position = dialog.getByLabel('Position (latitude, longitude)')
    const before = await position.inputValue()
    await dialog.getByText('Placer sur la carte').click()
    const pin = dialog.getByLabel('Repère du centre d’Ajain, à faire glisser')
    await dialog.locator('.map-canvas[data-idle]').waitFor()
    await pin.scrollIntoViewIfNeeded()
    const { x, y, width, height } = (await pin.boundingBox())!
    await page.mouse.move(x + width / 2, y + height / 2)
    await page.mouse.down()
    await page.mouse.move(x + width / 2 + 60, y + height / 2 + 30, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => position.inputValue()).not.toBe(before)
    expect(await accessibilityFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Annuler' }).click()
  })

  it('adds a centre where its commune stands, and says what is missing first', async () => {
    await page.getByRole('button', { name: 'Ajouter un centre' }).click()
    const dialog = page.getByRole('dialog', { name: 'Ajouter un centre' })
    const add = dialog.getByRole('button', { name: 'Ajouter un centre' })
    await add.click()
    await dialog.getByText('Choisissez la commune dans la liste.').waitFor()
    await dialog.getByRole('combobox', { name: 'Commune' }).fill('Guéret')
    await dialog
      .getByRole('option', { name: /Guéret/ })
      .first()
      .click()
    await dialog.getByText('Placé à Guéret, Creuse (23).').waitFor()
    await dialog.getByLabel('Nom du centre').fill('Centre d’essai')
    await add.click()
    await dialog.getByText('Le centre n’ouvre aucun jour de la semaine.').waitFor()
    await dialog.getByRole('button', { name: 'Ajouter une plage : lundi' }).click()
    expect(await accessibilityFaults(page)).toEqual([])
    await add.click()
    await page.getByRole('button', { name: 'Modifier Centre d’essai' }).waitFor()
  })

  it('adds a unit, then changes it, saying that planned stops keep their sessions', async () => {
    await page.getByRole('tab', { name: 'Unités mobiles' }).click()
    await page.getByRole('button', { name: 'Ajouter une unité' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Nom', { exact: true }).fill('Unité d’essai')
    await dialog.getByRole('combobox', { name: 'Commune du dépôt' }).fill('Limoges')
    await dialog
      .getByRole('option', { name: /Limoges/ })
      .first()
      .click()
    await dialog.getByLabel('Longueur (m)').fill('9,5')
    expect(await accessibilityFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Ajouter une unité' }).click()
    await page.getByRole('button', { name: 'Modifier Unité d’essai' }).click()
    await dialog.getByText(/gardent leurs séances/).waitFor()
    await expect.poll(() => dialog.getByLabel('Longueur (m)').inputValue()).toBe('9,5')
    await dialog.getByLabel('Cabinets').fill('2')
    await dialog.getByLabel('Équipement').fill('Dermatoscope\nCryothérapie')
    await dialog.getByLabel('Jours longs par semaine').fill('1')
    await dialog.getByRole('button', { name: 'Enregistrer' }).click()
    const card = page.getByRole('region', { name: 'Unité d’essai' })
    await card.getByText('2', { exact: true }).waitFor()
    await card.getByText('Dermatoscope, Cryothérapie').waitFor()
    await card.getByText('Non connu').first().waitFor()
  })

  it('takes a unit out of service, naming the stops it leaves, and puts it back', async () => {
    await page.getByRole('button', { name: 'Retirer Mobil’Derm du service' }).click()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByText(/Le Mas-d’Agenais/)
      .first()
      .waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Retirer du service' }).click()
    await page.getByText('Mobil’Derm est retirée du service.').waitFor()
    const card = page.getByRole('region', { name: 'Mobil’Derm', exact: true })
    await card.getByRole('button', { name: 'Remettre en service' }).click()
    await card.getByRole('button', { name: 'Retirer Mobil’Derm du service' }).waitFor()
  })

  it('verifies the access log', async () => {
    await page.getByRole('tab', { name: 'Journal d’accès' }).click()
    await page.getByRole('button', { name: 'Vérifier la chaîne' }).click()
    await page.getByText(/Chaîne intacte/).waitFor()
  })

  it.each([1440, 390])('has no accessibility fault at %i px, on any tab', async (width) => {
    await page.setViewportSize({ width, height: 900 })
    for (const tab of TABS) {
      await page.getByRole('tab', { name: tab }).click()
      await page.locator('.skeleton').waitFor({ state: 'detached' })
      expect(await accessibilityFaults(page), tab).toEqual([])
      expect(await layoutFaults(page), tab).toEqual([])
    }
  })
})
