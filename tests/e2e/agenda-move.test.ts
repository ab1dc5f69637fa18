import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, servedToBrowser, signedInPage } from '../support/browser.ts'

const PATIENCE_MS = 20_000

type Slot = { date: string; start: number; appointment: { patientName: string } | null }

/** Drags with the mouse, in a few steps as a hand does. */
async function drag(page: Page, from: Locator, to: Locator) {
  await to.scrollIntoViewIfNeeded()
  const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!]
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(start.x + 20, start.y + 20, { steps: 3 })
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 })
}

const { server, browser } = await servedToBrowser()

describe('moving an appointment in the agenda', () => {
  let desk: Page
  let name = ''
  let other = ''

  const line = (text: string) => desk.getByRole('listitem').filter({ hasText: text })
  const handleOf = (patient: string) => desk.getByRole('button', { name: `Déplacer ${patient}` })
  const free = () => desk.getByRole('listitem').filter({ hasText: 'Libre' }).filter({ hasNotText: 'Gardée' })

  beforeAll(async () => {
    desk = await signedInPage(browser, server.url, 'Garance', { width: 1280, height: 1200 })
    desk.setDefaultTimeout(PATIENCE_MS)
    const headers = { Origin: server.url }
    const post = async (path: string, data: object) => {
      const answer = await desk.request.post(`${server.url}/api${path}`, { data, headers })
      expect(answer.ok(), path).toBe(true)
      return answer.json()
    }
    const { stops } = await (await desk.request.get(`${server.url}/api/agenda/stops`)).json()
    const { stopId } = stops[0].stop
    const { fingerprint } = await post(`/agenda/stops/${stopId}/allocation/preview`, { rearrange: false })
    await post(`/agenda/stops/${stopId}/allocation`, { rearrange: false, fingerprint })
    const { slots } = (await (await desk.request.get(`${server.url}/api/agenda/stops/${stopId}`)).json()) as {
      slots: Slot[]
    }
    const days = [...new Set(slots.map((slot) => slot.date))]
    const held = (date: string) => slots.filter((slot) => slot.date === date && slot.appointment)
    const day = days.find((date) => held(date).length >= 2 && held(date).length < slots.length / days.length - 3)!
    ;[name, other] = held(day).map((slot) => slot.appointment!.patientName) as [string, string]
    await desk.goto(`${server.url}/agenda/${stopId}?jour=${day}`)
  }, 240_000)

  it('opens with the place it was dropped on, writes the patient, and can be taken back', async () => {
    await handleOf(name).waitFor()
    expect(await accessibilityFaults(desk)).toEqual([])
    const before = await line(name).locator('.agenda-time strong').textContent()
    const target = free().last()
    const wanted = (await target.locator('.agenda-time strong').textContent())!
    await drag(desk, handleOf(name), target)
    await desk.mouse.up()
    const dialog = desk.getByRole('dialog', { name: `Déplacer ${name}` })
    await expect.poll(() => dialog.getByRole('radio', { name: wanted }).isChecked()).toBe(true)
    await dialog.getByRole('button', { name: 'Déplacer', exact: true }).click()
    await desk.getByText(`${name} : déplacé au`).waitFor()
    await expect.poll(() => line(name).locator('.agenda-time strong').textContent()).toBe(wanted)
    await desk.getByRole('button', { name: 'Annuler l’action', exact: true }).click()
    await expect.poll(() => line(name).locator('.agenda-time strong').textContent()).toBe(before)
  })

  it('says in words that a place does not suit, and lets go on Escape', async () => {
    await drag(desk, handleOf(name), line(other))
    await desk.keyboard.press('Escape')
    await desk.mouse.up()
    await expect.poll(() => desk.getByRole('dialog').count()).toBe(0)
    await drag(desk, handleOf(name), line(other))
    await desk.mouse.up()
    const dialog = desk.getByRole('dialog', { name: `Déplacer ${name}` })
    await dialog.getByText(/ne convient pas à ce patient/).waitFor()
    await desk.keyboard.press('Escape')
  })

  it('is done from the keyboard alone', async () => {
    await handleOf(name).focus()
    await desk.keyboard.press('Enter')
    const dialog = desk.getByRole('dialog', { name: `Déplacer ${name}` })
    await dialog.getByRole('group', { name: 'Heure' }).getByRole('radio').first().focus()
    await desk.keyboard.press('Space')
    await dialog.getByRole('button', { name: 'Déplacer', exact: true }).focus()
    await desk.keyboard.press('Enter')
    await desk.getByText(`${name} : déplacé au`).last().waitFor()
  })

  it('opens its menu upwards when the line stands at the foot of the window', async () => {
    // A notification over the line would make the page scroll before the press.
    const notifications = desk.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Fermer' })
    while ((await notifications.count()) > 0) await notifications.first().click()
    const button = line(other).getByRole('button', { name: `Autres actions pour ${other}` })
    await desk.evaluate(() => scrollTo(0, 0))
    const { y, height } = (await button.boundingBox())!
    const foot = Math.ceil(y + height) + 40
    await desk.setViewportSize({ width: 1280, height: foot })
    await button.click()
    const menu = desk.getByRole('menu')
    const [list, opener] = [(await menu.boundingBox())!, (await button.boundingBox())!]
    expect(list.y + list.height).toBeLessThanOrEqual(foot)
    expect(list.y + list.height).toBeLessThanOrEqual(opener.y + 1)
    await desk.keyboard.press('Escape')
  })
})
