import { describe, expect, it } from 'vitest'
import { accessibilityFaults, layoutFaults, servedToBrowser, signedInPage } from '../support/browser.ts'

const PHONE = { width: 390, height: 844 }

const { server, browser } = await servedToBrowser()

describe('the frame of the application', () => {
  it('lists the fictitious people, says so, and fits a phone', async () => {
    const context = await browser.newContext({ viewport: PHONE })
    const page = await context.newPage()
    await page.goto(server.url)
    await page.getByRole('heading', { name: 'Se connecter à Escale' }).waitFor()
    await expect.poll(() => page.getByRole('complementary').textContent()).toContain('Données fictives')
    expect(await accessibilityFaults(page)).toEqual([])
    await expect.poll(() => layoutFaults(page)).toEqual([])
    await context.close()
  })

  it('works from the keyboard: skip link, then the page’s title takes the focus on navigation', async () => {
    const page = await signedInPage(browser, server.url, 'Saturnin')
    await page.getByRole('heading', { level: 1, name: 'Mes journées' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Mes journées' }).waitFor()
    await page.keyboard.press('Tab')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Aller au contenu')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main')
    await page.getByRole('link', { name: 'Ouvrir la liste' }).first().click()
    await page.getByRole('heading', { level: 1, name: /Liste du jour/ }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await expect.poll(() => page.title()).toContain('Liste du jour')
    await page.context().close()
  })

  it('switches to English and keeps it', async () => {
    const page = await signedInPage(browser, server.url, 'Saturnin')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'My days' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'My days' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('en')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.context().close()
  })

  it('says in words that an address leads nowhere or belongs to another role', async () => {
    const page = await signedInPage(browser, server.url, 'Saturnin')
    await page.goto(`${server.url}/nulle-part`)
    await page.getByRole('heading', { name: 'Page introuvable' }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.goto(`${server.url}/administration`)
    await page.getByRole('heading', { name: 'Page réservée à un autre rôle' }).waitFor()
    await page.context().close()
  })

  it('signs in again over the page when the session ended, without leaving it', async () => {
    const page = await signedInPage(browser, server.url, 'Saturnin')
    await page.getByRole('tab', { name: /Journées à pourvoir/ }).click()
    await page.context().clearCookies({ name: 'escale_session' })
    await page.getByRole('button', { name: '+ 1 heure' }).click()
    const dialog = page.getByRole('dialog', { name: 'Votre session est terminée' })
    await dialog.waitFor()
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape')
    await expect.poll(() => dialog.isVisible()).toBe(true)
    expect(await page.getByRole('main').getByRole('heading').count()).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: /Saturnin/ }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('main').getByRole('heading').first().waitFor()
    expect(page.url()).toContain('tab=open')
    await page.context().close()
  })

  it('says that a page failed, and lets one go elsewhere', async () => {
    const page = await signedInPage(browser, server.url, 'Saturnin')
    await page.route('**/api/stops/open-days', (route) => route.fulfill({ json: {} }))
    await page.reload()
    await page.getByText('Cette page n’a pas pu s’afficher.').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.unroute('**/api/stops/open-days')
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.getByRole('heading', { name: 'Se connecter à Escale' }).waitFor()
    await page.context().close()
  })

  it('says in words that the server cannot be reached, and tries again', async () => {
    const page = await signedInPage(browser, server.url, 'Saturnin')
    await page.route('**/api/stops/open-days', (route) => route.abort())
    await page.reload()
    await page
      .getByRole('alert')
      .getByText(/^Le serveur ne répond pas/)
      .waitFor()
    await page.unroute('**/api/stops/open-days')
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await page.getByRole('link', { name: 'Ouvrir la liste' }).first().waitFor()
    await page.context().close()
  })

  it('moves the demonstration’s clock for everybody', async () => {
    const page = await signedInPage(browser, server.url, 'Saturnin')
    const moment = page.locator('.demo-moment')
    const before = await moment.textContent()
    await page.getByRole('button', { name: '+ 1 heure' }).click()
    await page.waitForFunction((text) => document.querySelector('.demo-moment')?.textContent !== text, before)
    const after = await moment.textContent()
    const other = await browser.newPage()
    await other.goto(server.url)
    await other.getByText(after ?? '', { exact: true }).waitFor()
    await other.close()
    await page.context().close()
  })
})
