import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { daysFromTo } from '../../shared/days.ts'
import type { ImpactReport } from '../../shared/impact.ts'
import { atPlace, ofPlace, typographic } from '../../shared/place-names.ts'
import type { SeasonStop, SeasonView } from '../../shared/season.ts'
import { type Instant, instantAt, type LocalDate, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import { formatDate } from '../../web/format.ts'
import { MENIGOUTE } from '../referrals/sample.ts'
import { accessibilityFaults, layoutFaults, signedInPage, startBrowser, startServer } from '../support/browser.ts'
import { fillReferral } from '../support/fill-referral.ts'
import { buildSeasonWorld } from '../support/season-world.ts'

const NOW: Instant = instantAt('2026-05-18' as LocalDate, 480 as MinuteOfDay, PARIS)
const FROM = '2026-06-01'
const TO = '2026-06-26'
const NAME = 'Saison de juin'
const VOLUNTEERS = ['Alpha', 'Bravo', 'Charlie']
const SLOW = { timeout: 60_000 }
const PATIENT = {
  name: 'Pensée',
  birthDate: '1951-04-12',
  phone: '06 39 98 10 04',
  suspected: 'Carcinome basocellulaire',
  priorityClass: 'P3',
  commune: { typed: 'Ménigou', name: /Ménigoute/ },
}
const SEEN = 'ESSAI Pensée'

/**
 * A season for three units and sixty centres. Every kind of act is done on the screen, for each unit where it has to do
 * with a unit; what a screen does for one stop is then done for the others through the address that screen calls, so
 * that the journey lasts about a minute.
 */
describe('a season for three units and sixty centres', () => {
  let folder: string
  let server: Awaited<ReturnType<typeof startServer>>
  let browser: Browser
  let planner: Page
  let season: SeasonView
  let everyStop = 0
  let everyUnit = 0
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'escale-season-'))
    await buildSeasonWorld(folder, { centres: 60, now: NOW })
    server = await startServer({ ESCALE_DATA: folder })
    browser = await startBrowser()
    planner = await signedInPage(browser, server.url, 'Perle')
    planner.setDefaultTimeout(20_000)
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const headers = () => ({ Origin: server.url })
  const post = async (page: Page, path: string, data: object) => {
    const answer = await page.request.post(`${server.url}/api${path}`, { data, headers: headers() })
    expect(answer.ok(), `${path}: ${answer.ok() ? '' : await answer.text()}`).toBe(true)
    return answer.json()
  }
  const read = async <T>(page: Page, path: string): Promise<T> => {
    const answer = await page.request.get(`${server.url}/api${path}`)
    expect(answer.ok(), path).toBe(true)
    return (await answer.json()) as T
  }
  const readSeason = async () => {
    const view = await read<SeasonView>(planner, `/season?from=${FROM}&to=${TO}`)
    // The demo's own project for the spring ends in June: it is not ours to publish.
    const units = view.units.filter((unit) => unit.name.startsWith('Mobil’Derm'))
    season = { ...view, units, stops: view.stops.filter((stop) => stop.tourName.startsWith(NAME)) }
    everyStop = view.stops.length
    // The demo's own eye unit stands on the page too.
    everyUnit = view.units.length
  }

  it('is planned at once for the three units', async () => {
    await planner.goto(`${server.url}/tournees/proposer`)
    await planner.getByLabel('Du', { exact: true }).fill(FROM)
    await planner.getByLabel('Au', { exact: true }).fill(TO)
    for (const unit of ['Mobil’Derm', 'Mobil’Derm 2', 'Mobil’Derm 3']) {
      await planner.getByRole('checkbox', { name: unit, exact: true }).check()
    }
    // The centre whose doctor and coordinator the demonstration knows.
    await planner.getByRole('button', { name: 'Imposer une étape' }).click()
    const pins = planner.getByRole('group', { name: 'Étapes imposées' })
    await pins.getByLabel('Centre hôte').selectOption(MENIGOUTE)
    await planner.getByLabel('Temps de calcul').fill('6')
    await planner.getByRole('button', { name: 'Calculer' }).click()
    const keep = planner.getByRole('button', { name: /^Garder/ }).first()
    await keep.waitFor({ timeout: 120_000 })
    await keep.click()
    await planner.getByRole('dialog').getByRole('textbox').first().fill(NAME)
    await planner
      .getByRole('dialog')
      .getByRole('button', { name: /^Garder/ })
      .click()
    const unitsPlanned = async () => {
      await readSeason()
      return new Set(season.stops.map((stop) => stop.unitId)).size
    }
    await expect.poll(unitsPlanned, SLOW).toBe(3)
    const { centres } = await read<{ centres: unknown[] }>(planner, '/tours/places')
    expect(centres).toHaveLength(60)
    expect(season.stops.length).toBeGreaterThanOrEqual(9)
    expect(season.conflicts).toEqual([])
  })

  it('is proposed, staffed and agreed with its hosts', async () => {
    expect(season.stops).not.toEqual([])
    const tours = [...new Set(season.stops.map((stop) => stop.tourId))]
    for (const tourId of tours) {
      await planner.goto(`${server.url}/tournees?tournee=${tourId}&volet=publish`)
      await planner.getByRole('button', { name: 'Proposer aux centres et aux spécialistes' }).click()
      await planner.getByRole('button', { name: 'Reprendre en brouillon' }).waitFor()
    }
    for (const [line, unit] of season.units.entries()) {
      const stops = season.stops.filter((stop) => stop.unitId === unit.unitId)
      const first = stops[0]!
      const specialist = await signedInPage(browser, server.url, `Volontaire ${VOLUNTEERS[line]}`)
      specialist.setDefaultTimeout(20_000)
      await signUp(specialist, first)
      for (const stop of stops.slice(1)) await staff(specialist, stop)
      await specialist.context().close()
      await hearAnswer(first)
      for (const { stopId, firstDay, lastDay } of stops.slice(1)) {
        const answer = { firstDay, lastDay, answer: 'accepted', reason: 'Au téléphone', offered: [], name: 'Accueil' }
        await post(planner, `/hosts/stops/${stopId}/answer`, answer)
      }
    }
    await readSeason()
    expect(season.stops.filter((stop) => stop.toStaff > 0)).toEqual([])
  })

  /** Every day of a stop, one tap each. */
  async function signUp(specialist: Page, stop: SeasonStop) {
    await specialist.goto(`${server.url}/mes-journees?tab=open`)
    for (const date of daysFromTo(stop.firstDay, stop.lastDay)) {
      const day = formatDate(date, {}, 'fr')
      const take = specialist.getByRole('button', {
        name: `Prendre le ${day} ${atPlace(typographic(stop.centreName))}`,
        exact: true,
      })
      await take.click(SLOW)
      await take.waitFor({ state: 'detached', ...SLOW })
    }
  }

  /** The agreement of a stop's centre, as the planner heard it on the telephone. */
  async function hearAnswer(stop: SeasonStop) {
    await planner.goto(`${server.url}/tournees?tournee=${stop.tourId}&etape=${stop.stopId}`)
    await planner.getByRole('button', { name: `Noter la réponse ${ofPlace(typographic(stop.centreName))}` }).click()
    await planner.getByLabel('Qui a répondu').fill('Accueil')
    await planner.getByLabel('Comment et pourquoi').fill('Au téléphone')
    await planner.getByRole('button', { name: 'Enregistrer' }).click()
    await planner.getByText('Réponse notée.').waitFor(SLOW)
  }

  /** Every day of a stop, by the address the button « Je m’inscris » calls. */
  async function staff(specialist: Page, stop: SeasonStop) {
    const person = specialistOf(await read<{ person: { specialistId: string } }>(specialist, '/session'))
    for (const date of daysFromTo(stop.firstDay, stop.lastDay)) {
      await post(specialist, `/stops/${stop.stopId}/days`, { date, specialistId: person })
    }
  }
  const specialistOf = ({ person }: { person: { specialistId: string } }) => person.specialistId

  it('is published, and stands on one page for all units', async () => {
    for (const tourId of new Set(season.stops.map((stop) => stop.tourId))) {
      await planner.goto(`${server.url}/tournees?tournee=${tourId}&volet=publish`)
      await planner.getByRole('button', { name: 'Publier', exact: true }).click(SLOW)
      await planner.getByText('Version 1 publiée').waitFor(SLOW)
    }
    await planner.goto(`${server.url}/saison?du=${FROM}&au=${TO}`)
    await planner.getByText(`${everyStop} étapes, ${everyUnit} unités`).waitFor()
    await planner.locator('.season-line').nth(2).waitFor()
    const bar = planner.locator('.season-current')
    await bar.focus()
    await planner.keyboard.press('ArrowRight')
    await planner.keyboard.press('+')
    expect(await accessibilityFaults(planner)).toEqual([])
    await planner.getByLabel('Présentation').selectOption({ label: 'Tableau' })
    await planner.getByRole('rowheader').first().waitFor()
    expect(await accessibilityFaults(planner)).toEqual([])
  })

  it('is run: a patient is referred, given a place, received and seen, and the answer comes back', async () => {
    const stop = season.stops.find((each) => each.centreId === MENIGOUTE)
    expect(stop, 'the pilot’s centre of Ménigoute is part of the season').toBeDefined()
    const { stopId, unitId, firstDay, lastDay } = stop!
    const doctor = await signedInPage(browser, server.url, 'Basile')
    const desk = await signedInPage(browser, server.url, 'Jonquille')
    for (const page of [doctor, desk]) page.setDefaultTimeout(20_000)
    await doctor.goto(`${server.url}/adressages/nouveau`)
    await fillReferral(doctor, PATIENT)
    await doctor.getByRole('button', { name: 'Envoyer l’adressage' }).click()
    await doctor.getByRole('heading', { name: 'Adressage envoyé' }).waitFor(SLOW)

    await desk.goto(`${server.url}/agenda/${stopId}/repartition`)
    await desk.getByRole('button', { name: /^Confirmer et prévenir/ }).click()
    await desk.getByText(/rendez-vous donnés?/).waitFor(SLOW)
    const agenda = desk.url()
    await keepOnDuty('Dr Basile Exemple')
    await advanceTo(firstDay)

    const day = await dayOf(desk, agenda, daysFromTo(firstDay, lastDay))
    await advanceTo(day)
    await desk.goto(`${agenda}?jour=${day}`)
    await desk.getByRole('button', { name: `${SEEN} : Arrivé` }).click()
    await desk.getByText(`${SEEN} : arrivé.`).waitFor(SLOW)

    const volunteer = VOLUNTEERS[season.units.findIndex((unit) => unit.unitId === unitId)]
    const specialist = await signedInPage(browser, server.url, `Volontaire ${volunteer}`)
    specialist.setDefaultTimeout(20_000)
    await specialist.goto(`${server.url}/mes-journees/${stopId}/${day}`)
    await specialist.getByRole('button', { name: `Consigner la suite de ${SEEN}` }).click()
    await specialist.getByRole('radio', { name: /Lésion bénigne/ }).check()
    await specialist.getByLabel(/^Compte rendu/).fill('Rien à faire.')
    await specialist.getByRole('button', { name: 'Enregistrer' }).click()
    await specialist.getByText('Suite : Lésion bénigne').waitFor(SLOW)

    await doctor.goto(`${server.url}/file/releve`)
    const answered = doctor.getByRole('listitem').filter({ hasText: 'Essai Pensée' })
    await answered.getByRole('link', { name: 'Essai Pensée' }).first().click()
    await doctor.getByText('Rien à faire.').waitFor(SLOW)
  })

  /** A doctor's time at Ménigoute, which the demonstration ends in May, goes on through June. */
  async function keepOnDuty(name: string) {
    const administrator = await signedInPage(browser, server.url, 'Camélia')
    administrator.setDefaultTimeout(20_000)
    await administrator.getByRole('button', { name: `Affecter ${name} à un centre` }).click()
    const dialog = administrator.getByRole('dialog')
    await dialog.getByLabel('Centre').selectOption(MENIGOUTE)
    await dialog.getByLabel('Premier jour').fill(FROM)
    await dialog.getByRole('button', { name: 'Affecter' }).click()
    await dialog.waitFor({ state: 'detached', ...SLOW })
    await administrator.context().close()
  }

  /** The day of the stop whose agenda names the patient. */
  async function dayOf(desk: Page, agenda: string, days: readonly LocalDate[]): Promise<LocalDate> {
    for (const day of days) {
      await desk.goto(`${agenda}?jour=${day}`)
      await desk.getByRole('heading', { level: 1 }).waitFor(SLOW)
      await desk.locator('.skeleton').waitFor({ state: 'detached' })
      if ((await desk.getByText(SEEN).count()) > 0) return day
    }
    throw new Error('no day of the stop names the patient')
  }

  async function advanceTo(day: string) {
    for (let turns = 0; turns < 60; turns++) {
      const { now } = await read<{ now: string }>(planner, '/demo/clock')
      if (now.slice(0, 10) >= day) return
      await post(planner, '/demo/clock/advance', { by: 'day' })
    }
    throw new Error(`the clock does not reach ${day}`)
  }

  it('is reported, with its list, its table and a page to print', async () => {
    await planner.goto(`${server.url}/bilan?du=${FROM}&au=2026-06-30`)
    await planner.getByRole('heading', { name: /^Saison du 1er/ }).waitFor(SLOW)
    await planner.getByText(/^Chiffres partiels/).waitFor()
    expect(await accessibilityFaults(planner)).toEqual([])
    await planner.getByRole('button', { name: 'Patients vus : voir la liste' }).click()
    const dialog = planner.getByRole('dialog')
    await dialog.getByRole('heading', { name: 'Patients vus : 1' }).waitFor()
    expect(await accessibilityFaults(planner)).toEqual([])
    await planner.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await planner.getByText(/^Les suites de \d+ tournées ne sont pas encore arrêtées/).waitFor()
    const image = planner.waitForEvent('download')
    await planner.getByRole('button', { name: 'Image PNG : Où les patients ont été vus' }).click()
    expect((await image).suggestedFilename()).toBe('carte-des-patients-vus.png')
    const report = await read<ImpactReport>(planner, `/impact?from=${FROM}&to=2026-06-30`)
    expect(report.progress.stops).toBe(season.stops.length)
    expect(JSON.stringify(report)).not.toMatch(/Fictif|Essai|Pensée|Rien à faire/)
    await planner.emulateMedia({ media: 'print' })
    await expect.poll(() => planner.getByRole('navigation').count()).toBe(0)
    expect(await accessibilityFaults(planner)).toEqual([])
    await planner.emulateMedia({ media: null })
    await planner.setViewportSize({ width: 390, height: 844 })
    expect(await layoutFaults(planner)).toEqual([])
  })
})
