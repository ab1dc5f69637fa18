import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImpactReport } from '../../shared/impact.ts'
import type { SeasonStop, SeasonView } from '../../shared/season.ts'
import { type Instant, instantAt, type LocalDate, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import { MENIGOUTE, referralOf } from '../referrals/sample.ts'
import { accessibilityFaults, signedInPage, startBrowser, startServer } from '../support/browser.ts'
import { buildSeasonWorld } from '../support/season-world.ts'

const NOW: Instant = instantAt('2026-05-18' as LocalDate, 480 as MinuteOfDay, PARIS)
const FROM = '2026-06-01'
const TO = '2026-06-26'
const NAME = 'Saison de juin'
const VOLUNTEERS = ['Alpha', 'Bravo', 'Charlie']
const SLOW = { timeout: 60_000 }

/**
 * A season for three units and sixty centres. Every kind of act is done once on the screen; what a screen does for one
 * stop is then done for the others through the address that screen calls, so that the journey lasts about a minute.
 */
describe('a season for three units and sixty centres', () => {
  let folder: string
  let server: Awaited<ReturnType<typeof startServer>>
  let browser: Browser
  let planner: Page
  let season: SeasonView
  let everyStop = 0
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
    season = { ...view, stops: view.stops.filter((stop) => stop.tourName.startsWith(NAME)) }
    everyStop = view.stops.length
  }

  it('is planned at once for the three units', async () => {
    await planner.goto(`${server.url}/tournees/proposer`)
    await planner.getByLabel('Du', { exact: true }).fill(FROM)
    await planner.getByLabel('Au', { exact: true }).fill(TO)
    for (const unit of ['Mobil’Derm', 'Mobil’Derm 2', 'Mobil’Derm 3']) {
      await planner.getByRole('checkbox', { name: unit, exact: true }).check()
    }
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
      const specialist = await signedInPage(browser, server.url, `Volontaire ${VOLUNTEERS[line]}`)
      await specialist.goto(`${server.url}/mes-journees?tab=open`)
      await specialist.getByRole('heading', { level: 1 }).first().waitFor(SLOW)
      for (const stop of stops) await staff(specialist, stop)
      await specialist.context().close()
      for (const { stopId, firstDay, lastDay } of stops) {
        const answer = { firstDay, lastDay, answer: 'accepted', reason: 'Au téléphone', offered: [], name: 'Accueil' }
        await post(planner, `/hosts/stops/${stopId}/answer`, answer)
      }
    }
    await readSeason()
    expect(season.stops.filter((stop) => stop.toStaff > 0)).toEqual([])
  })

  /** Every day of a stop, by the address the button « Je m’inscris » calls. */
  async function staff(specialist: Page, stop: SeasonStop) {
    const person = specialistOf(await read<{ person: { specialistId: string } }>(specialist, '/session'))
    for (const date of stop.firstDay === stop.lastDay ? [stop.firstDay] : [stop.firstDay, stop.lastDay]) {
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
    await planner.getByText(`${everyStop} étapes, 3 unités`).waitFor()
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

  it('is run: a patient is referred, given a place and seen', async () => {
    const stop = season.stops.find((each) => each.centreId === MENIGOUTE) ?? season.stops[0]!
    const doctor = await signedInPage(browser, server.url, 'Basile')
    const { referralId } = await post(
      doctor,
      '/referrals',
      referralOf({ centreId: MENIGOUTE, priorityClass: 'P3' }, { communeInsee: '79176' as never }),
    )
    const desk = await signedInPage(browser, server.url, 'Jonquille')
    const { slots } = await read<{ slots: { slotId: string }[] }>(
      desk,
      `/appointments/free?referralId=${referralId}&stopId=${stop.stopId}`,
    )
    const { appointmentId } = await post(desk, '/appointments', { referralId, slotId: slots[0]!.slotId })
    await advanceTo(stop.firstDay)
    const volunteer = VOLUNTEERS[season.units.findIndex((unit) => unit.unitId === stop.unitId)]
    const specialist = await signedInPage(browser, server.url, `Volontaire ${volunteer}`)
    await specialist.goto(`${server.url}/mes-journees/${stop.stopId}/${stop.firstDay}`)
    await specialist.getByRole('heading', { level: 1 }).waitFor(SLOW)
    await post(specialist, '/referrals/outcomes', { appointmentId, outcome: 'benign', report: 'Rien à faire.' })
    await specialist.reload()
    await specialist.getByText('Lésion bénigne').first().waitFor(SLOW)
  })

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
    await planner.getByText('masqué').first().waitFor()
    const image = planner.waitForEvent('download')
    await planner.getByRole('button', { name: 'Image PNG : Où les patients ont été vus' }).click()
    expect((await image).suggestedFilename()).toBe('carte-des-patients-vus.png')
    const report = await read<ImpactReport>(planner, `/impact?from=${FROM}&to=2026-06-30`)
    expect(report.progress.stops).toBe(season.stops.length)
    expect(JSON.stringify(report)).not.toMatch(/Fictif|Essai|Rien à faire/)
    await planner.emulateMedia({ media: 'print' })
    await expect.poll(() => planner.getByRole('navigation').count()).toBe(0)
    expect(await accessibilityFaults(planner)).toEqual([])
    await planner.emulateMedia({ media: null })
    await planner.setViewportSize({ width: 390, height: 844 })
    const overflow = await planner.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
})
