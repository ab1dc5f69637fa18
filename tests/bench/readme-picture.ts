import { signedInPage, startBrowser, startServer } from '../support/browser.ts'

/** Takes the README's picture of the planner's screen from the built application: `npx tsx tests/bench/readme-picture.ts`. */
const server = await startServer()
const browser = await startBrowser()
try {
  const page = await signedInPage(browser, server.url, 'Perle', { width: 1440, height: 940 })
  await page
    .getByRole('button', { name: 'Ouvrir l’étape de Ménigoute' })
    .or(page.getByText('Ménigoute (79)'))
    .first()
    .click()
  await page.locator('.map-canvas[data-idle=true]').waitFor({ timeout: 60_000 })
  await page.waitForTimeout(3000)
  await page.screenshot({ path: 'web/readme/planner.png' })
} finally {
  await browser.close()
  await server.stop()
}
