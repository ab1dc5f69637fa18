import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, layoutFaults, servedToBrowser, signedInPage } from '../support/browser.ts'
import { fillReferral, type TypedPatient } from '../support/fill-referral.ts'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1440, height: 900 }
const DAYS_TO_THE_VISIT = 16
const PATIENCE_MS = 15_000

/** Nothing for axe to say, and nothing wider than the window; on a telephone too when the screen is a main one. */
async function expectLegible(page: Page, screen: string, onPhone = false) {
  await page.waitForLoadState('networkidle')
  expect(await accessibilityFaults(page), screen).toEqual([])
  if (!onPhone) return
  await page.setViewportSize(PHONE)
  expect(await accessibilityFaults(page), `${screen}, on a telephone`).toEqual([])
  expect(await layoutFaults(page), `${screen}, on a telephone`).toEqual([])
  await page.setViewportSize(DESK)
}

const send = (page: Page) => page.getByRole('button', { name: 'Envoyer l’adressage' })
const sent = (page: Page) => page.getByRole('heading', { name: 'Adressage envoyé' })
const smsTo = (page: Page, name: string, kind: string) =>
  page.getByRole('listitem').filter({ hasText: name }).filter({ hasText: kind })
const lineOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

const { server, browser } = await servedToBrowser()

describe('from the referral to the answer', () => {
  let doctor: Page
  let desk: Page
  let agenda = ''
  beforeAll(async () => {
    doctor = await signedInPage(browser, server.url, 'Olive')
    desk = await signedInPage(browser, server.url, 'Garance')
    for (const page of [doctor, desk]) page.setDefaultTimeout(PATIENCE_MS)
  })

  const refer = async (patient: TypedPatient) => {
    await doctor.goto(`${server.url}/adressages/nouveau`)
    await fillReferral(doctor, patient)
    await send(doctor).click()
    await sent(doctor).waitFor()
  }

  it('refuses an incomplete form and an impossible answer in words, on the field', async () => {
    await doctor.goto(`${server.url}/adressages`)
    await doctor
      .getByText(/places? libres?, dont/)
      .first()
      .waitFor()
    await expectLegible(doctor, 'the list of stops', true)
    await doctor.getByRole('link', { name: 'Adresser un patient' }).click()
    await doctor.getByLabel('Nom', { exact: true }).waitFor()
    await expectLegible(doctor, 'the empty form', true)

    await send(doctor).click()
    await doctor.getByText('Choisissez la commune dans la liste.').waitFor()
    await doctor.locator('[aria-invalid=true]:focus').waitFor()
    await expectLegible(doctor, 'the form to complete')

    await fillReferral(doctor, {
      name: 'Demain',
      birthDate: '2031-01-01',
      phone: '12345',
      suspected: 'Mélanome',
      priorityClass: 'P3',
    })
    await send(doctor).click()
    await doctor.getByText('La date de naissance est dans le futur.').first().waitFor()
    await doctor.getByLabel('Date de naissance').fill('1951-04-12')
    await send(doctor).click()
    await doctor.getByText('Ce numéro ne peut pas être appelé.').first().waitFor()
    await expect.poll(() => sent(doctor).count()).toBe(0)
  })

  it('tells at once that nothing is free before the deadline, and records what the doctor does instead', async () => {
    await refer({
      name: 'Marguerite',
      birthDate: '1951-04-12',
      phone: '06 39 98 10 01',
      suspected: 'Mélanome',
      priorityClass: 'P1',
    })
    await doctor.getByText('Aucun créneau avant le lundi 2 février (P1 : 14 jours).').waitFor()
    await doctor.getByText('Prochain passage : mercredi 4 février, soit 2 jours trop tard.').waitFor()
    await expect
      .poll(() => doctor.getByRole('button', { name: 'Mettre sur la liste d’attente' }).isDisabled())
      .toBe(true)
    await expectLegible(doctor, 'the answer to a breach', true)
    await doctor.getByRole('button', { name: 'Demander une téléexpertise' }).click()
    await doctor.getByText('Noté : Téléexpertise.').first().waitFor()
  })

  it('tells at once that a place exists, whatever the impatience, and ranks the patient', async () => {
    await doctor.goto(`${server.url}/adressages/nouveau`)
    await fillReferral(doctor, {
      name: 'Bruno',
      birthDate: '1960-01-02',
      phone: '06 39 98 10 02',
      suspected: 'Carcinome basocellulaire',
      priorityClass: 'P3',
    })
    await send(doctor).dblclick()
    await doctor.getByText('Un créneau existe à temps : mercredi 4 février').waitFor()
    await doctor.getByRole('link', { name: 'Voir la file' }).click()
    const bruno = doctor.getByRole('link', { name: 'Ouvrir l’adressage de Essai Bruno' })
    await bruno.waitFor()
    await expect.poll(() => bruno.count()).toBe(1)
    await expectLegible(doctor, 'the queue', true)
    await bruno.click()
    await doctor.getByRole('heading', { level: 1, name: 'Essai Bruno' }).waitFor()
    await expect.poll(() => doctor.title(), { message: 'no name in the browser’s history' }).toBe('Adressage – Escale')
    await expectLegible(doctor, 'a referral', true)
    await doctor.goto(`${server.url}/file/releve`)
    await doctor.getByRole('heading', { name: /^À risque/ }).waitFor()
    await expectLegible(doctor, 'the handover')
  })

  it('shares out a stop from the queue, once, after a preview', async () => {
    await desk.goto(`${server.url}/agenda`)
    await desk.getByRole('link', { name: 'Répartir les places' }).waitFor()
    await expectLegible(desk, 'the stops', true)
    await desk.getByRole('link', { name: 'Répartir les places' }).click()
    const confirm = desk.getByRole('button', { name: /^Confirmer et prévenir 17 patients/ })
    await confirm.waitFor()
    await expectLegible(desk, 'the preview of an allocation', true)

    const otherTab = await desk.context().newPage()
    await otherTab.goto(desk.url())
    await otherTab.getByRole('button', { name: /^Confirmer et prévenir/ }).waitFor()
    await confirm.click()
    await desk.getByText('17 rendez-vous donnés').waitFor()
    agenda = desk.url()
    await otherTab.getByRole('button', { name: /^Confirmer et prévenir/ }).click()
    await otherTab.getByText('La file ou l’agenda vient de changer.').waitFor()
    await otherTab.close()

    await lineOf(desk, 'FICTIF Hyacinthe').getByText('Sans réponse').waitFor()
    await expectLegible(desk, 'the agenda', true)
    await desk.emulateMedia({ media: 'print' })
    await desk.locator('.day-sheet').getByText('FICTIF Hyacinthe').waitFor()
    await expect.poll(() => desk.getByRole('navigation').count()).toBe(0)
    expect(await accessibilityFaults(desk), 'the day sheet').toEqual([])
    await desk.emulateMedia({ media: null })
  })

  it('moves and cancels an appointment from the agenda', async () => {
    await desk.getByRole('button', { name: 'Autres actions pour FICTIF Lavande' }).click()
    await desk.getByRole('menuitem', { name: 'Déplacer…' }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Déplacer', exact: true }).click()
    await dialog.getByText('Choisissez une heure.').waitFor()
    await expectLegible(desk, 'moving an appointment')
    await dialog.getByRole('radio', { name: '11 h 10' }).check()
    await dialog.getByRole('button', { name: 'Déplacer', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })

    await desk.getByRole('button', { name: 'Autres actions pour FICTIF Iris' }).click()
    await desk.getByRole('menuitem', { name: 'Annuler le rendez-vous…' }).click()
    await expectLegible(desk, 'cancelling an appointment')
    await dialog.getByRole('button', { name: 'Annuler le rendez-vous' }).click()
    await desk.getByText('FICTIF Iris : annulé').waitFor()
    await expect.poll(() => lineOf(desk, 'FICTIF Iris').count()).toBe(0)
  })

  it('offers the place of a NON to the next at once', async () => {
    await desk.getByRole('button', { name: '+ 1 heure' }).click()
    await desk.getByText('nous sommes le lundi 19 janvier 2026 à 9 h').waitFor()
    await refer({
      name: 'Clarisse',
      birthDate: '1970-05-06',
      phone: '06 39 98 10 03',
      suspected: 'Mélanome',
      priorityClass: 'P2',
    })
    await desk.goto(`${server.url}/appels`)
    await desk.getByText('Pas de téléphone mobile').first().waitFor()
    await expectLegible(desk, 'the call list', true)
    await desk.goto(`${server.url}/messages`)
    const sms = smsTo(desk, 'Fictif Hyacinthe', 'Rendez-vous donné')
    await sms.getByText('Démonstration : répondre comme le patient').click()
    await expectLegible(desk, 'the messages', true)
    await sms.getByRole('button', { name: 'NON' }).click()
    await smsTo(desk, 'Fictif Hyacinthe', 'Merci après NON').waitFor()
    await smsTo(desk, 'Essai Clarisse', 'Proposition').getByText('mer. 04/02 à 15h30').waitFor()
  })

  it('lets the patient answer on a page without script, and says so in the agenda', async () => {
    const link = await smsTo(desk, 'Essai Clarisse', 'Proposition').getByRole('link').getAttribute('href')
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE, locale: 'fr-FR' })
    const patient = await context.newPage()
    await patient.goto(link!)
    await patient.getByText('Un rendez-vous est possible pour vous.').waitFor()
    await patient.getByRole('button', { name: 'Je veux être appelé' }).click()
    await patient.getByText('Le centre va vous appeler.').waitFor()
    await patient.getByRole('button', { name: 'Oui, je viens' }).click()
    await patient.getByText('Votre rendez-vous est confirmé.').waitFor()
    await patient.goto(`${server.url}/r/${'x'.repeat(22)}`)
    await patient.getByRole('heading', { name: 'Ce lien ne marche plus' }).waitFor()
    await context.close()

    const scripted = await browser.newContext({ viewport: PHONE, locale: 'fr-FR' })
    const seen = await scripted.newPage()
    await seen.goto(link!)
    expect(await accessibilityFaults(seen), 'the patient’s page').toEqual([])
    await scripted.close()

    await desk.goto(agenda)
    await lineOf(desk, 'ESSAI Clarisse').getByText('Confirmé').waitFor()
  })

  it('reminds, sees the patient, and brings the answer back to the centre', async () => {
    for (let day = 0; day < DAYS_TO_THE_VISIT; day++) {
      const answer = await desk.request.post(`${server.url}/api/demo/clock/advance`, {
        data: { by: 'day' },
        headers: { Origin: server.url },
      })
      expect(answer.ok()).toBe(true)
    }
    await desk.goto(`${server.url}/messages`)
    await smsTo(desk, 'Essai Clarisse', 'Rappel J-7').waitFor()
    await smsTo(desk, 'Fictif Réséda', 'Rappel J-2').waitFor()
    await smsTo(desk, 'Essai Clarisse', 'Rappel J-1').waitFor()

    const specialist = await signedInPage(browser, server.url, 'Saturnin')
    await specialist.getByRole('link', { name: 'Ouvrir la liste' }).first().waitFor()
    await expectLegible(specialist, 'the specialist’s days', true)
    await specialist.getByRole('link', { name: 'Ouvrir la liste' }).first().click()
    await specialist.getByRole('button', { name: /^Consigner la suite de ESSAI Clarisse/i }).waitFor()
    await expectLegible(specialist, 'the day’s list', true)
    await specialist.getByRole('button', { name: /^Consigner la suite de ESSAI Clarisse/i }).click()
    await specialist.getByRole('radio', { name: /Lésion bénigne/ }).check()
    await specialist.getByLabel(/^Compte rendu/).fill('Kératose séborrhéique, rien à faire.')
    await specialist.getByRole('button', { name: 'Enregistrer' }).click()
    await specialist.getByText('Suite : Lésion bénigne').waitFor()

    await doctor.goto(`${server.url}/file/releve`)
    await doctor.getByRole('heading', { name: /^Réponses reçues/ }).waitFor()
    const answered = lineOf(doctor, 'Essai Clarisse').filter({ hasText: 'Dr Saturnin' })
    await answered.waitFor()
    await expectLegible(doctor, 'the handover with an answer', true)
    await answered.getByRole('link', { name: 'Essai Clarisse' }).click()
    await doctor.getByText('Kératose séborrhéique, rien à faire.').waitFor()
    await expectLegible(doctor, 'an answered referral')
  })
})
