import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, signedInPage, startBrowser, startServer } from '../support/browser.ts'

describe('a planner', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  let browser: Browser
  beforeAll(async () => {
    server = await startServer()
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor()

  it('reads who the pilot’s stops reach, by keyboard, without ever seeing a name', async () => {
    const page = await signedInPage(browser, server.url, 'Perle')
    await heading(page, 'Tournée pilote – Nouvelle-Aquitaine')
    const stop = page.getByRole('button', { name: /Bellegarde-en-Marche.*places/ })
    await stop.focus()
    await page.keyboard.press('Enter')
    await heading(page, /^Bellegarde-en-Marche/)
    await page.getByText('autres communes').waitFor()
    const people = () => page.locator('.catchment-figures').textContent()
    const within25 = await people()
    await page.getByRole('radio', { name: '45 min' }).check({ force: true })
    await expect.poll(() => people()).not.toBe(within25)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Toutes les étapes' }).click()
    // The focus comes back once the list is drawn, a moment after the stop can be seen.
    await expect.poll(() => stop.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.context().close()
  })

  it('asks for a tour, keeps it, staffs it and publishes it', async () => {
    const page = await signedInPage(browser, server.url, 'Perle')
    await page.getByRole('link', { name: 'Proposer une tournée' }).click()
    await page.getByLabel('Du', { exact: true }).fill('2026-07-06')
    await page.getByLabel('Au', { exact: true }).fill('2026-07-12')
    await page.getByLabel('Certains centres').check()
    await page.getByLabel('Ajain (23)').check()
    await page.getByLabel('Temps de calcul').fill('3')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Calculer' }).click()
    const keep = page.getByRole('button', { name: 'Garder comme brouillon' })
    await keep.waitFor({ timeout: 90_000 })
    await page.getByText('Toutes les raisons').first().click()
    expect(await accessibilityFaults(page)).toEqual([])

    await page.getByRole('link', { name: 'Comparer' }).click()
    await page.getByText('Habitants à moins de 30 min').first().waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.goBack()

    await keep.click()
    await page.getByLabel('Nom de la tournée').fill('Une semaine d’été')
    await page.getByRole('dialog').getByRole('button', { name: 'Garder comme brouillon' }).click()
    await heading(page, 'Une semaine d’été')
    await page.getByRole('tab', { name: /Publication/ }).click()
    await page.getByText(/^Ajain : à pourvoir/).waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Publier', exact: true }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Proposer aux centres et aux spécialistes' }).click()
    await page.getByRole('button', { name: 'Reprendre en brouillon' }).waitFor()

    await page.getByRole('button', { name: /^Ajain : à pourvoir/ }).click()
    const open = page.locator('.candidates')
    await open.first().waitFor()
    for (let left = await open.count(); left > 0; left -= 1) {
      await open.first().locator('summary').click()
      await open.first().getByRole('button').first().click()
      await page.waitForFunction((count) => document.querySelectorAll('.candidates').length === count, left - 1)
    }
    await page.getByRole('button', { name: 'Noter la réponse de Ajain' }).click()
    await page.getByLabel('Qui a répondu').fill('La coordination')
    await page.getByLabel('Comment et pourquoi').fill('Au téléphone')
    await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('Réponse notée.').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Toutes les étapes' }).click()
    await page.getByRole('button', { name: 'Publier', exact: true }).click()
    await page.getByText('Version 1 publiée').waitFor()
    await page.getByRole('tab', { name: 'Versions' }).click()
    await page.getByText(/^Étape ajoutée : Ajain/).waitFor()

    await page.getByRole('tab', { name: /Publication/ }).click()
    await page.getByRole('link', { name: 'Programme du département 23' }).click()
    await page.getByText('R.4127-74').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.context().close()
  })

  it('edits a draft by hand on a phone, sees at once what breaks, and undoes it', async () => {
    const page = await signedInPage(browser, server.url, 'Perle', { width: 390, height: 844 })
    await page.getByLabel('Tournée', { exact: true }).selectOption({ label: 'Printemps 2026 (projet) – Proposée' })
    await page.getByRole('link', { name: 'Modifier' }).click()
    const later = page.getByRole('button', { name: 'Reculer Ajain d’un jour' })
    await later.click()
    await later.click()
    await page.getByText(/^Personne ne peut être reçu à Ajain/).waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Enregistrer' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Défaire' }).click()
    await page.getByText('Aucune règle n’est enfreinte').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.context().close()
  })

  it('cancels a published stop after seeing whom it concerns, in counts', async () => {
    const page = await signedInPage(browser, server.url, 'Perle')
    await page.getByRole('button', { name: /Ménigoute.*places/ }).click()
    await page.getByRole('button', { name: 'Annuler l’étape' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/patient n’a de place|Patients concernés/).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Annuler l’étape et prévenir' }).click()
    await page.getByText('Étape annulée').waitFor()
    await page.locator('.stop-cancelled', { hasText: 'Ménigoute, du 17 au 19' }).waitFor()
    await page.context().close()
  })
})
