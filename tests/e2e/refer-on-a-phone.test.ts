import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, layoutFaults, servedToBrowser } from '../support/browser.ts'
import { pixelsOf, telephonePicture } from '../support/sample-picture.ts'
import { scanningServer } from '../support/scanning-server.ts'

const PHONE = { width: 390, height: 844 }
const PATIENCE_MS = 60_000
/** Seconds by gesture of the keystroke-level model (Card, Moran and Newell, 1980): point, think, type one character. */
const POINT_SECONDS = 1.1
const THINK_SECONDS = 1.35
const KEY_SECONDS = 0.28
const MOST_INTERACTIONS = 25
const MOST_SECONDS = 120

/** Signs a GP in on a telephone of their own. */
async function onPhone(browser: Browser, url: string, name: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto(`${url}/connexion`)
  await page.getByRole('button', { name: new RegExp(name) }).tap()
  await page.waitForURL((address) => !address.pathname.startsWith('/connexion'))
  return { context, page }
}

async function expectLegible(page: Page, screen: string) {
  await page.waitForLoadState('networkidle')
  expect(await accessibilityFaults(page), screen).toEqual([])
  expect(await layoutFaults(page), `${screen}, on a telephone`).toEqual([])
}

const send = (page: Page) => page.getByRole('button', { name: 'Envoyer l’adressage' })
const draftLine = (page: Page) => page.locator('.referral-send [role=status]')
const place = (page: Page, framing: string) => page.locator(`[data-framing=${framing}]`)
const choose = async (page: Page, framing: string, name: string, buffer: Buffer, mimeType = 'image/jpeg') =>
  place(page, framing).locator('input[type=file]').last().setInputFiles({ name, mimeType, buffer })
const thumbnailOf = (page: Page, framing: string) => place(page, framing).locator('img')

const scanner = await scanningServer()
afterAll(() => scanner.close())
const { server, browser } = await servedToBrowser({ ANTIVIRUS_URL: scanner.url })

describe('referring on a telephone', () => {
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    ;({ context, page } = await onPhone(browser, server.url, 'Olive'))
  })

  const openForm = async () => {
    await page.goto(`${server.url}/adressages/nouveau`)
    await page.getByLabel('Nom', { exact: true }).waitFor()
  }

  /** Counts on the page itself every touch, every choice made in a list, and every character typed. */
  async function count(of: Page) {
    await of.evaluate(() => {
      const counted = { touches: 0, keys: 0 }
      Object.assign(window, { counted })
      document.addEventListener('pointerdown', () => (counted.touches += 1), true)
      document.addEventListener('change', ({ target }) => {
        if (target instanceof HTMLSelectElement) counted.touches += 1
      })
      document.addEventListener('keydown', () => (counted.keys += 1), true)
    })
    return () => of.evaluate(() => (window as unknown as { counted: { touches: number; keys: number } }).counted)
  }

  it('takes at most 25 interactions and two minutes for a typical case', async () => {
    await openForm()
    await expectLegible(page, 'the empty form')
    const counted = await count(page)
    const type = async (label: string, text: string) => {
      await page.getByLabel(label, { exact: true }).tap()
      await page.keyboard.type(text)
    }
    await type('Nom', 'Essai')
    await type('Prénom', 'Colombe')
    await page.getByLabel('Date de naissance').tap()
    await page.keyboard.type('12041951')
    await type('Téléphone', '0639981020')
    await page.getByLabel('Le patient sait qu’il recevra des SMS').tap()
    await page.getByRole('combobox', { name: /^Commune/ }).tap()
    await page.keyboard.type('Le Mas-d')
    await page
      .getByRole('option', { name: /Le Mas-d’Agenais/ })
      .first()
      .tap()
    await page.getByRole('radio', { name: 'Carcinome basocellulaire', exact: true }).tap()
    await page.getByLabel('Où').selectOption({ label: 'Nez' })
    await page.getByRole('radio', { name: 'Gauche', exact: true }).tap()
    await page.getByLabel('Plus grand diamètre').tap()
    await page.keyboard.type('8')
    const signs = page.locator('.referral-sign')
    await signs.filter({ hasText: 'Suintement' }).getByRole('radio', { name: 'Oui', exact: true }).tap()
    const noToRest = page.getByRole('button', { name: /^Répondre non aux questions restantes/ })
    while ((await noToRest.count()) > 0) await noToRest.first().tap()
    await page.getByRole('radio', { name: 'Aucune de ces situations' }).tap()
    await page.getByRole('radio', { name: /^P2 / }).tap()
    await send(page).tap()
    await page.getByRole('heading', { name: 'Adressage envoyé' }).waitFor()
    const { touches, keys } = await counted()
    const seconds = touches * (POINT_SECONDS + THINK_SECONDS) + keys * KEY_SECONDS
    console.info(
      `a typical referral at 390 px: ${touches} interactions, ${keys} keys, ${Math.round(seconds)} s modelled`,
    )
    expect(touches).toBeLessThanOrEqual(MOST_INTERACTIONS)
    expect(seconds).toBeLessThanOrEqual(MOST_SECONDS)
    await expectLegible(page, 'the answer')
  })

  it('says what is wrong beside the field, and goes there', async () => {
    await openForm()
    await send(page).tap()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('.field')?.textContent))
      .toContain('À compléter.')
    await page.getByLabel('Date de naissance').fill('01/01/2031')
    await page.getByText('Cette date est dans le futur. Corrigez-la.').waitFor()
    await page.getByLabel('Date de naissance').fill('31021960')
    await page.getByLabel('Prénom').focus()
    await page.getByText(/Ce n’est pas une date/).waitFor()
    await page.getByLabel('Plus grand diamètre').fill('-3')
    await page.getByText(/Un nombre au-dessus de 0, jusqu’à/).waitFor()
    await expectLegible(page, 'the form to correct')
  })

  it('keeps what was typed through a network cut, and the pictures with it', async () => {
    await openForm()
    await page.getByLabel('Nom', { exact: true }).fill('Essai')
    await draftLine(page).getByText('Brouillon enregistré').waitFor()
    await context.setOffline(true)
    await page.getByLabel('Prénom').fill('Hors-Ligne')
    await choose(page, 'overview', 'IMG_0001.jpg', await telephonePicture({ width: 1600, height: 1200 }))
    await draftLine(page)
      .getByText(/^Pas de réseau/)
      .waitFor()
    await place(page, 'overview').getByText('Pas de réseau : envoi dès qu’il revient').waitFor()
    await thumbnailOf(page, 'overview').waitFor()
    expect(await accessibilityFaults(page), 'the form without a network').toEqual([])
    await context.setOffline(false)
    await draftLine(page).getByText('Brouillon enregistré').waitFor()
    await place(page, 'overview').getByText('Enregistrée avec le brouillon').waitFor()
  })

  it('refuses in words what is no picture, warns of a blurred one without refusing it, and sends again what was not read', async () => {
    await choose(page, 'close_up', 'notes.jpg', Buffer.from('ceci est un texte'))
    await place(page, 'close_up')
      .getByText(/n’est pas une photo que ce navigateur sait ouvrir/)
      .waitFor()
    await choose(page, 'close_up', 'lourd.jpg', Buffer.alloc(31_000_000))
    await place(page, 'close_up').getByText('Ce fichier est trop lourd : 30 Mo au plus.').waitFor()
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    await choose(page, 'close_up', 'dessin.svg', Buffer.from(svg), 'image/svg+xml')
    await place(page, 'close_up')
      .getByText(/n’est pas une photo/)
      .waitFor()
    const spot = sharp(pixelsOf(1600, 1200, 3), { raw: { width: 1600, height: 1200, channels: 3 } })
    await choose(page, 'close_up', 'IMG_0002.jpg', await spot.blur(24).jpeg({ quality: 95 }).toBuffer())
    await place(page, 'close_up')
      .getByText(/peut-être floue/)
      .waitFor()
    await place(page, 'close_up').getByText('Enregistrée avec le brouillon').waitFor()
    scanner.answer('failing')
    await choose(page, 'dermoscopic', 'IMG_0003.jpg', await telephonePicture({ width: 640, height: 480 }))
    await place(page, 'dermoscopic')
      .getByText(/^L’antivirus du serveur ne répond pas/)
      .waitFor()
    scanner.answer('at_once')
    await place(page, 'dermoscopic').getByText('Enregistrée avec le brouillon').waitFor()
    await place(page, 'dermoscopic')
      .getByText(/^Petite photo/)
      .waitFor()
    await place(page, 'dermoscopic')
      .getByRole('button', { name: /^Retirer/ })
      .tap()
    await thumbnailOf(page, 'dermoscopic').waitFor({ state: 'detached' })
    await expectLegible(page, 'the form with pictures')
  })

  it('is taken up again on another device, pictures included', async () => {
    const other = await onPhone(browser, server.url, 'Olive')
    await other.page.goto(`${server.url}/adressages`)
    await other.page
      .getByRole('listitem')
      .filter({ hasText: 'Essai Hors-Ligne' })
      .getByRole('link', { name: 'Reprendre' })
      .tap()
    await other.page.getByLabel('Prénom').waitFor()
    await expect.poll(() => other.page.getByLabel('Prénom').inputValue()).toBe('Hors-Ligne')
    await thumbnailOf(other.page, 'overview').waitFor()
    await thumbnailOf(other.page, 'close_up').waitFor()
    await other.page.getByLabel('Prénom').fill('Ailleurs')
    await draftLine(other.page).getByText('Brouillon enregistré').waitFor()
    await other.context.close()

    await page.getByLabel('Prénom').fill('Ici')
    await page.getByText('Ce brouillon a été modifié sur un autre appareil.').waitFor()
    await page.getByRole('button', { name: 'Garder celle-ci' }).tap()
    await draftLine(page).getByText('Brouillon enregistré').waitFor()
  })

  it('keeps the form and its draft when the session ends, and goes on after signing in again', async () => {
    const cookies = await context.cookies()
    await context.clearCookies()
    let tries = 0
    page.on('request', (request) => {
      if (request.method() === 'PUT' && request.url().includes('/drafts/')) tries += 1
    })
    await page.getByLabel('Prénom').fill('Revenu')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    const ended = draftLine(page).getByText(/^Session terminée/)
    await ended.waitFor({ state: 'attached' })
    expect(await ended.isVisible(), 'covered until somebody signs in again').toBe(false)
    expect(tries, 'no trying again in vain').toBe(1)
    await dialog.getByRole('button', { name: /Olive/ }).tap()
    await dialog.waitFor({ state: 'detached' })
    await draftLine(page).getByText('Brouillon enregistré').waitFor()
    await expect.poll(() => page.getByLabel('Prénom').inputValue()).toBe('Revenu')
    expect((await context.cookies()).map(({ value }) => value)).not.toEqual(cookies.map(({ value }) => value))
    await page.reload()
    await page.getByLabel('Prénom').waitFor()
    await expect.poll(() => page.getByLabel('Prénom').inputValue()).toBe('Revenu')
    await thumbnailOf(page, 'overview').waitFor()
  })
})
