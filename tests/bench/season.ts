import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { readConfig } from '../../server/config.ts'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { closePorts, makePorts } from '../../server/make-ports.ts'
import type { Ports } from '../../server/ports.ts'
import { transaction } from '../../server/store/database.ts'
import { listHostCentres } from '../../server/territory/host-centre-store.ts'
import { insertStop, replaceSessions } from '../../server/tours/stop-store.ts'
import { insertTour } from '../../server/tours/tour-store.ts'
import { saveUnit } from '../../server/tours/unit-store.ts'
import { addDays } from '../../shared/days.ts'
import type { SessionId, StopId, TourId, UnitId } from '../../shared/ids.ts'
import { isRefusal } from '../../shared/problem.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import { signedInPage, startBrowser, startServer } from '../support/browser.ts'
import { buildSeasonWorld } from '../support/season-world.ts'

// Frames per second of the season's timeline with 20 units and 52 weeks while it scrolls and zooms, and the time from the
// data of a tour of 40 stops to the map that shows them. Run `npm run build` first. The browser draws in software
// on the processors of the server itself: a machine with a graphics card does better.

const UNITS = 20
const WEEKS = 52
const STOPS_OF_TOUR = 40
const MONDAY = '2026-01-05' as LocalDate
const SECONDS = 4
const ROUNDS = 5
const id = (family: string, number: number) => `00000000-0000-4000-8000-${family}${String(number).padStart(8, '0')}`

/** A year of stops of two days, one a week and unit, and at the end a tour of 40. */
async function fillYear(ports: Ports): Promise<void> {
  const centres = await listHostCentres(ports.db)
  const moment = { now: ports.clock.now(), personId: null }
  await transaction(ports.db, async (trx) => {
    for (let unit = 0; unit < UNITS; unit++) {
      const unitId = id('0801', unit) as UnitId
      await saveUnit(trx, { ...mobilderm, unitId, name: `Unité ${unit + 1}` })
      const tourId = id('0802', unit) as TourId
      const toDate = addDays(MONDAY, WEEKS * 7 - 1)
      const name = `Année de l’unité ${unit + 1}`
      await insertTour(trx, { tourId, unitId, name, fromDate: MONDAY, toDate, problem: null, plan: null }, moment)
      const count = unit === 0 ? STOPS_OF_TOUR : WEEKS
      for (let week = 0; week < count; week++) {
        const stopId = id('0803', unit * WEEKS + week) as StopId
        const firstDay = addDays(MONDAY, week * 7 + 1)
        const centreId = centres[(unit * 3 + week) % centres.length]!.hostCentreId
        const lastDay = addDays(firstDay, 1)
        await insertStop(trx, { stopId, tourId, unitId, centreId, position: week, firstDay, lastDay, pinned: false })
        const sessions = [firstDay, lastDay].map((date) => ({
          sessionId: ports.newId() as SessionId,
          date,
          start: 540 as MinuteOfDay,
          end: 760 as MinuteOfDay,
        }))
        await replaceSessions(trx, stopId, sessions)
      }
    }
  })
}

/** Frames drawn while `act` runs over and over for some seconds, one step a frame, as figures. */
function framesWhile(page: Page, step: string): Promise<{ perSecond: number; slowest: number; median: number }> {
  return page.evaluate(
    async ({ seconds, body }) => {
      const act = new Function('frame', 'element', 'buttons', body)
      const element = document.querySelector('.season-timeline')
      const buttons = [...document.querySelectorAll('.season-zoom button')]
      const gaps: number[] = []
      const start = performance.now()
      let last = start
      for (let frame = 0; last - start < seconds * 1000; frame++) {
        act(frame, element, buttons)
        await new Promise((resolve) => requestAnimationFrame(resolve))
        const now = performance.now()
        gaps.push(now - last)
        last = now
      }
      gaps.sort((one, other) => one - other)
      return {
        perSecond: (gaps.length / (last - start)) * 1000,
        slowest: gaps.at(-1)!,
        median: gaps[Math.floor(gaps.length / 2)]!,
      }
    },
    { seconds: SECONDS, body: step },
  )
}

const SCROLL =
  'element.scrollLeft = (frame * 24) % (element.scrollWidth - element.clientWidth); element.scrollTop = frame % 300'
const ZOOM = 'buttons[Math.floor(frame / 6) % 2 ? 0 : buttons.length - 1].click()'
const PRESETS = 'if (frame % 6 === 0) buttons[1 + ((frame / 6) % 3)].click()'

type Opening = { list: number; map: number; rest: number; task: number }

/** Milliseconds from the data of a tour to its list, to its map two frames later and to the map at rest, and of the longest task of the page. */
async function openTour(page: Page, tourId: string): Promise<Opening> {
  await page.goto(`${server.url}/tournees`)
  await page.locator('.map[data-state=ready] .map-canvas[data-idle]').waitFor({ timeout: 60_000 })
  return page.evaluate(async (wanted) => {
    const select = document.querySelector<HTMLSelectElement>('.planner-choice select')!
    const canvas = document.querySelector<HTMLElement>('.map-canvas')!
    let task = 0
    const tasks = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) task = Math.max(task, entry.duration)
    })
    tasks.observe({ entryTypes: ['longtask'] })
    const whenData = new Promise<number>((resolve) => {
      const original = window.fetch
      window.fetch = async (...request) => {
        const answer = await original(...request)
        const address = String(request[0] instanceof Request ? request[0].url : request[0])
        if (address.endsWith(`/api/tours/${wanted}`)) {
          await answer.clone().text()
          resolve(performance.now())
        }
        return answer
      }
    })
    select.value = wanted
    select.dispatchEvent(new Event('change', { bubbles: true }))
    const from = await whenData
    while (document.querySelectorAll('.stop-card').length < 40) await new Promise(requestAnimationFrame)
    const list = performance.now() - from
    // Two more frames: the map has taken its features and drawn them.
    for (let count = 0; count < 2; count++) await new Promise(requestAnimationFrame)
    const map = performance.now() - from
    while (!canvas.dataset.idle) await new Promise(requestAnimationFrame)
    return { list, map, rest: performance.now() - from, task }
  }, tourId)
}

const folder = mkdtempSync(join(tmpdir(), 'escale-season-'))
await buildSeasonWorld(folder, { centres: 60 })
const config = readConfig({ ESCALE_DATA: folder, LOG_LEVEL: 'silent' })
if (isRefusal(config)) throw new Error(config.refusal)
const ports = await makePorts(config)
if (isRefusal(ports)) throw new Error(ports.refusal)
await fillYear(ports)
await closePorts(ports)
const server = await startServer({ ESCALE_DATA: folder })
// The timeline needs no map: Chromium's own software compositor draws it, faster than a graphics card played in software.
const plain = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
const browser = await startBrowser()
try {
  const page = await signedInPage(plain, server.url, 'Perle')
  await page.goto(`${server.url}/saison?du=2026-01-01&au=2026-12-31`)
  await page.locator('.season-current').waitFor({ timeout: 60_000 })
  const stops = (await page.locator('.season').getByRole('status').textContent()) ?? ''
  const idle = await framesWhile(page, '')
  const scroll = await framesWhile(page, SCROLL)
  const zoom = await framesWhile(page, ZOOM)
  const presets = await framesWhile(page, PRESETS)
  const figure = ({ perSecond, median, slowest }: typeof idle) =>
    `${perSecond.toFixed(0)} frames/s (median ${median.toFixed(1)} ms, slowest ${slowest.toFixed(0)} ms)`
  console.log(
    `timeline, ${stops}, 1440 × 900, software rendering, load ${loadavg()[0]!.toFixed(1)} on ${cpus().length} processors`,
  )
  console.log(`  still      ${figure(idle)}: the most this browser gives here`)
  console.log(`  scrolling  ${figure(scroll)}`)
  console.log(`  zooming    ${figure(zoom)}, a change of scale every frame`)
  console.log(`  scales     ${figure(presets)}, year, weeks and days in turn every 6 frames`)

  const planner = await signedInPage(browser, server.url, 'Perle')
  const rounds: Opening[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await openTour(planner, id('0802', 0)))
  const middle = (of: keyof Opening) => rounds.map((round) => round[of]).sort((one, other) => one - other)[ROUNDS >> 1]!
  console.log(
    `a tour of ${STOPS_OF_TOUR} stops, from its data, median of ${ROUNDS}, load ${loadavg()[0]!.toFixed(1)}: list ${middle('list').toFixed(0)} ms, two frames of the map later ${middle('map').toFixed(0)} ms, every road and name at rest ${middle('rest').toFixed(0)} ms; the page’s own work in its longest task ${middle('task').toFixed(0)} ms`,
  )
} finally {
  await plain.close()
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
