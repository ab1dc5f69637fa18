import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { freePort } from './free-port.ts'

/** Flags for a browser that asks nothing of the network and draws maps without a graphics card. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

/** The built application on a port and a data folder of its own, as `npm start` runs it. */
export async function startServer(environment: Record<string, string> = {}) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'escale-e2e-'))
  const port = await freePort()
  const run = () =>
    spawn(process.execPath, ['dist/server/main.js'], {
      env: { ...process.env, PORT: String(port), ESCALE_DATA: dataFolder, LOG_LEVEL: 'error', ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
  const url = `http://localhost:${port}`
  let process_ = run()
  await untilReady(process_, url)
  const end = async () => {
    process_.kill('SIGTERM')
    await new Promise((resolve) => (process_.exitCode === null ? process_.once('exit', resolve) : resolve(null)))
  }
  return {
    url,
    async restart() {
      await end()
      process_ = run()
      await untilReady(process_, url)
    },
    async stop() {
      await end()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The built application and a browser for the tests of one file, taken away after them. */
export async function servedToBrowser(environment: Record<string, string> = {}) {
  const browser = await startBrowser()
  afterAll(() => browser.close())
  const server = await startServer(environment)
  afterAll(() => server.stop())
  return { server, browser }
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) throw new Error(`the server ended with code ${server.exitCode}`)
    const isUp = await fetch(`${url}/api/session`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isUp) return
    await wait(100)
  }
  throw new Error('the server did not start')
}

/** The system's Chromium, headless. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
}

/** A page of its own session, signed in from the sign-in page as a fictitious person. Fails on any error of the page. */
export async function signedInPage(
  browser: Browser,
  url: string,
  name: string,
  viewport = { width: 1440, height: 900 },
): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'fr-FR', timezoneId: 'Europe/Paris' })
  const page = await context.newPage()
  await page.goto(`${url}/connexion`)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.waitForURL((address) => !address.pathname.startsWith('/connexion'))
  return page
}

/** What axe finds wrong on the page as it stands, one line each; WCAG 2.2 A and AA. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} — ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  )
}

/** What does not fit the window, one line each: a page wider than it, and words or times cut over two lines. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wider = document.documentElement.scrollWidth - innerWidth
    const faults = new Set(wider > 0 ? [`${wider} px wider than the window`] : [])
    const isUnseen = (element: Element | null): boolean =>
      element !== null && (element.clientWidth === 1 || isUnseen(element.parentElement))
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      // What only a screen reader sees takes no room.
      if (isUnseen(text.parentElement)) continue
      // Whatever no-break spaces hold together. A link, or what is longer, may be cut.
      const data = (text.textContent ?? '').replace(/https?:\S+/g, (link) => '_'.repeat(link.length))
      for (const { 0: word, index } of data.matchAll(
        /(?<![\p{L}\p{N}])[\p{L}\p{N}\u00a0\u202f’]{2,16}(?![\p{L}\p{N}])/gu,
      )) {
        const range = document.createRange()
        range.setStart(text, index)
        range.setEnd(text, index + word.length)
        const lines = new Set(
          [...range.getClientRects()].filter(({ width }) => width > 0).map(({ bottom }) => Math.round(bottom)),
        )
        if (lines.size > 1) faults.add(`« ${word} » is cut`)
      }
    }
    return [...faults]
  })
}
