import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../server/store/database.ts'
import { accessibilityFaults, layoutFaults, startBrowser, startServer } from '../support/browser.ts'

const PASSWORD = 'girafe lavande tournevis mardi'
const WIDTHS = [390, 1440]

/** One walk: a production installation is born empty, and people find their way in. */
describe('signing in to a real installation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'escale-sign-in-'))
  const environment = {
    ESCALE_MODE: 'production',
    ESCALE_KEY: randomBytes(32).toString('base64'),
    ESCALE_DATA: folder,
    PUBLIC_URL: '',
  }
  let server: Awaited<ReturnType<typeof startServer>>
  let browser: Browser
  let camille: Page
  let noe: Page
  let secret = ''
  beforeAll(async () => {
    server = await startServer(environment)
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** A page whose machine holds passkeys and unlocks them by itself. */
  async function pageWithPasskeys(): Promise<Page> {
    const context = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris' })
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    return page
  }

  async function expectSound(page: Page, screen: string): Promise<void> {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      expect(await accessibilityFaults(page), `${screen} at ${width}`).toEqual([])
      expect(await layoutFaults(page), `${screen} at ${width}`).toEqual([])
    }
  }

  /** Types a code of the step `stepsAgo`, again when the clock passed to the next one meanwhile, until `done` shows. */
  async function typeCode(page: Page, stepsAgo: number, submit: string, done: string): Promise<void> {
    await expect
      .poll(
        async () => {
          const timestamp = Date.now() - stepsAgo * 30_000
          await page
            .getByLabel('Code à six chiffres', { exact: true })
            .fill(new TOTP({ secret }).generate({ timestamp }))
          await page.getByRole('button', { name: submit, exact: true }).click()
          return page
            .getByRole('heading', { name: done })
            .waitFor({ timeout: 5_000 })
            .then(
              () => true,
              () => false,
            )
        },
        { timeout: 90_000 },
      )
      .toBe(true)
  }

  it('shows no invented person, and every way in, at its door', async () => {
    const page = await pageWithPasskeys()
    await page.goto(server.url)
    await page.getByRole('heading', { name: 'Se connecter à Escale' }).waitFor()
    await page.getByText('Mot de passe et code').click()
    await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
    await page.getByText('Six chiffres.').waitFor()
    await expect.poll(() => page.getByRole('button', { name: /Exemple/ }).count()).toBe(0)
    await expectSound(page, 'sign-in')
    await page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click()
    await page.getByRole('alert').waitFor()
    await page.context().close()
  })

  it('lets the first administrator in by the link of the command line and a passkey', async () => {
    const command = ['server/cli/invite.ts', '--administrator', 'Camille Essai']
    const env = { ...process.env, ...environment, PUBLIC_URL: server.url }
    const printed = execFileSync('node_modules/.bin/tsx', command, { env, encoding: 'utf8' })
    const link = printed.match(/https?:\/\/\S+#\S+/)?.[0] ?? ''
    camille = await pageWithPasskeys()
    await camille.goto(link)
    await camille.getByRole('heading', { name: 'Bienvenue, Camille Essai' }).waitFor()
    await expectSound(camille, 'invitation')
    await camille.getByRole('button', { name: 'Créer la clé d’accès' }).click()
    await camille.getByRole('heading', { name: 'Vos codes de secours' }).waitFor()
    await expect.poll(() => camille.locator('.account-code-list li').count()).toBe(10)
    await expectSound(camille, 'recovery codes')
    await camille.getByRole('button', { name: 'Je les ai gardés' }).click()
    await camille.getByRole('link', { name: 'Camille Essai' }).waitFor()

    const late = await pageWithPasskeys()
    await late.goto(link)
    await late.getByText(/Ce lien a déjà servi/).waitFor()
    await late.context().close()
  })

  it('lets her out, and in again by her passkey, also after a restart', async () => {
    await camille.getByRole('button', { name: 'Se déconnecter' }).click()
    await camille.getByRole('heading', { name: 'Se connecter à Escale' }).waitFor()
    await server.restart()
    await camille.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click()
    await camille.getByRole('link', { name: 'Camille Essai' }).waitFor()
  })

  it('lets her invite somebody, who comes in by password and code', async () => {
    await camille.goto(`${server.url}/administration`)
    await camille.getByRole('button', { name: 'Ouvrir un compte' }).click()
    const dialog = camille.getByRole('dialog')
    await dialog.getByLabel('Nom complet').fill('Noé Essai')
    await dialog.getByLabel('Rôle').selectOption('coordinator')
    await dialog.getByLabel(/RPPS/).fill('10000000008')
    await dialog.getByRole('button', { name: 'Ouvrir le compte et créer le lien' }).click()
    await dialog.getByText(/compte 11 chiffres/).waitFor()
    await dialog.getByLabel(/RPPS/).fill('')
    await expectSound(camille, 'new account')
    await dialog.getByRole('button', { name: 'Ouvrir le compte et créer le lien' }).click()
    const link = await dialog.getByLabel('Lien à usage unique').inputValue()
    await dialog.getByRole('button', { name: 'Fermer' }).last().click()
    await camille.getByText(/invitation valable jusqu’au/).waitFor()

    noe = await pageWithPasskeys()
    await noe.goto(link)
    await noe.getByRole('tab', { name: 'Mot de passe et code' }).click()
    secret = (await noe.locator('.account-secret').textContent())!.replaceAll(' ', '')
    await noe.getByRole('img', { name: /Code QR/ }).waitFor()
    await noe.getByLabel('Mot de passe', { exact: true }).fill('trop court')
    await noe.getByRole('button', { name: 'Enregistrer' }).click()
    await noe.getByText('Encore trop court').waitFor()
    await expectSound(noe, 'password and code')
    await noe.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD)
    await typeCode(noe, 1, 'Enregistrer', 'Vos codes de secours')
    await noe.getByRole('button', { name: 'Je les ai gardés' }).click()
    await noe.getByRole('link', { name: /Noé Essai/ }).waitFor()

    await noe.getByRole('button', { name: 'Se déconnecter' }).click()
    await noe.getByText('Mot de passe et code').click()
    await noe.getByLabel('Identifiant').fill('noe.essai')
    await noe.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD)
    await noe.getByLabel('Code à six chiffres', { exact: true }).fill('000000')
    await noe.getByRole('button', { name: 'Se connecter', exact: true }).click()
    await noe.getByText(/ne vont pas ensemble/).waitFor()
    await noe.goto(`${server.url}/mon-compte`)
    await noe.getByText('Mot de passe et code').click()
    await noe.getByLabel('Identifiant').fill('noe.essai')
    await noe.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD)
    await typeCode(noe, 0, 'Se connecter', 'Mon compte')
  })

  it('shows one’s account: adds a passkey, names it, keeps the last way in, lists sessions', async () => {
    await noe.getByText('Application de codes', { exact: true }).waitFor()
    await expectSound(noe, 'ways in')
    await noe.getByRole('button', { name: /Actions : Application de codes/ }).click()
    await noe.getByRole('menuitem', { name: 'Retirer' }).click()
    await noe.getByRole('dialog').getByRole('button', { name: 'Retirer', exact: true }).click()
    await noe.getByText('C’est votre seul moyen de vous connecter').waitFor()
    await noe.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
    const dialog = noe.getByRole('dialog')
    await dialog.getByLabel('Nom de ce moyen de connexion').fill('Poste d’accueil')
    await expectSound(noe, 'new passkey')
    await dialog.getByRole('button', { name: 'Créer la clé d’accès' }).click()
    await noe.getByText('Poste d’accueil', { exact: true }).waitFor()
    await noe.getByRole('tab', { name: 'Sessions' }).click()
    await noe.getByText('Celle-ci', { exact: true }).waitFor()
    await expectSound(noe, 'sessions')
    await noe.getByRole('tab', { name: 'Codes de secours' }).click()
    await noe.getByText('Il vous reste 10 codes.').waitFor()
    await expectSound(noe, 'recovery codes left')
  })

  it('asks to confirm who one is before a sensitive change, over the page, then lets it be', async () => {
    const db = openDatabase({ engine: 'sqlite', file: join(folder, 'escale.db') })
    await db
      .updateTable('sign_in_session')
      .set({ proven_at: '2026-01-01T00:00:00.000Z' as never })
      .execute()
    await db.destroy()
    await noe.getByRole('button', { name: 'Créer dix nouveaux codes' }).click()
    const dialog = noe.getByRole('dialog', { name: 'Confirmez que c’est bien vous' })
    await dialog.waitFor()
    await expectSound(noe, 'confirmation')
    await dialog.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click()
    await noe.getByText(/Identité confirmée/).waitFor()
    await noe.getByRole('button', { name: 'Créer dix nouveaux codes' }).click()
    await noe.getByRole('heading', { name: 'Vos codes de secours' }).waitFor()
    await noe.getByRole('button', { name: 'Je les ai gardés' }).click()
  })

  it('takes the way in back when an administrator gives another one', async () => {
    await camille.reload()
    await camille.getByRole('button', { name: 'Autres actions pour Noé Essai' }).click()
    await camille.getByRole('menuitem', { name: 'Nouveau lien d’accès' }).click()
    const dialog = camille.getByRole('dialog', { name: 'Nouveau lien d’accès pour Noé Essai' })
    await dialog.getByRole('button', { name: 'Mettre fin et créer le lien' }).click()
    const proof = camille.getByRole('dialog', { name: 'Confirmez que c’est bien vous' })
    await proof.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click()
    await proof.waitFor({ state: 'detached' })
    await dialog.getByRole('button', { name: 'Mettre fin et créer le lien' }).click()
    await camille.getByLabel('Lien à usage unique').waitFor()
    await noe.reload()
    await noe.getByRole('heading', { name: 'Se connecter à Escale' }).waitFor()
    await noe.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click()
    await noe.getByText(/Cette clé d’accès n’est pas reconnue/).waitFor()
  })

  it('offers recovery to whoever lost their device', async () => {
    await noe.getByRole('link', { name: 'J’ai perdu mon appareil' }).click()
    await noe.getByRole('heading', { name: 'Retrouver l’accès à mon compte' }).waitFor()
    await noe.getByLabel('Identifiant').fill('noe.essai')
    await noe.getByLabel('Code de secours').fill('0000-0000-0000-0000-0000-0000')
    await noe.getByRole('button', { name: 'Continuer' }).click()
    await noe.getByRole('alert').waitFor()
    await expectSound(noe, 'recovery')
  })
})
