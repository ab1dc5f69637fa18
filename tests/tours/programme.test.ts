import { beforeAll, describe, expect, it } from 'vitest'
import { printProgramme } from '../../server/tours/print-programme.ts'
import { addDays, daysFromTo } from '../../shared/days.ts'
import { LocalDate } from '../../shared/time.ts'
import type { Programme } from '../../shared/tour-view.ts'
import { textOf } from '../support/pdf-text.ts'
import { testApp } from '../support/test-app.ts'

describe('a programme', () => {
  let app: Awaited<ReturnType<typeof testApp>>
  let tourId: string
  beforeAll(async () => {
    app = await testApp({ seed: 'demo' })
    const planner = await app.rawAs('Perle')
    const { tours } = (await (await planner('/api/tours')).json()) as { tours: { tourId: string; state: string }[] }
    tourId = tours.find((tour) => tour.state === 'published')!.tourId
  })

  it('is a dated, versioned PDF with its stops, hours, specialists and page number', async () => {
    const planner = await app.rawAs('Perle')
    const answer = await planner(`/api/tours/${tourId}/programme/79/pdf`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="programme-79-v1.pdf"')
    const pdf = new Uint8Array(await answer.arrayBuffer())
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    const pages = textOf(pdf)
    if (!pages) return console.warn('pdftotext is absent: the words of the programme were not read')
    expect(pages).toHaveLength(1)
    for (const words of [
      'Département : Deux-Sèvres (79)',
      'Version 1, publiée le mercredi 12 novembre 2025 par Perle Exemple',
      'Ménigoute, du mardi 17 février au jeudi 19 février 2026',
      'Dr Achille Exemple',
      'établi à l’avance (article R.4127-74',
      'Page 1 sur 1',
    ]) {
      expect(pages[0]).toContain(words)
    }
    expect(pages[0]).not.toContain('Bellegarde')
    expect((await planner(`/api/tours/${tourId}/programme/75/pdf`)).status).toBe(404)
    expect((await (await app.rawAs('Olive'))(`/api/tours/${tourId}/programme/79/pdf`)).status).toBe(403)
  })

  it('goes on from page to page without cutting a line, numbering each', async () => {
    const planner = await app.rawAs('Perle')
    const one = (await (await planner(`/api/tours/${tourId}/programme/79`)).json()) as Programme
    const stops = Array.from({ length: 30 }, (_, index) => {
      const firstDay = addDays(LocalDate.parse('2026-03-02'), index * 7)
      const dates = daysFromTo(firstDay, addDays(firstDay, 2))
      return {
        ...one.stops[0]!,
        centreName: `Sainte-Œuvre-lès-Étangs ${index + 1}`,
        firstDay,
        lastDay: dates[2]!,
        sessions: [],
        staffing: dates.map((date) => ({ date, specialists: [] })),
      }
    })
    const pages = textOf(await printProgramme({ ...one, stops }))
    if (!pages) return console.warn('pdftotext is absent: the pages of a long programme were not read')
    expect(pages.length).toBeGreaterThan(4)
    for (const [index, page] of pages.entries()) expect(page).toContain(`Page ${index + 1} sur ${pages.length}`)
    const all = pages.join('')
    for (const { centreName } of stops) expect(all).toContain(`${centreName}, du`)
    expect(all.match(/non précisé/g)).toHaveLength(90)
  })

  it('is a public page without script, account, booking or anybody’s name', async () => {
    const index = await app.app.request('/programme')
    expect(index.status).toBe(200)
    const list = await index.text()
    expect(list).toContain('Creuse (23)')
    const page = await (await app.app.request('/programme/79')).text()
    expect(page).toContain('Ménigoute')
    expect(page).toContain('du mardi 17 février au jeudi 19 février 2026')
    expect(page).toContain('On ne peut pas prendre rendez-vous soi-même')
    expect(page).not.toMatch(/Exemple|<script|<form/)
    expect(await (await app.app.request('/programme/79?langue=en')).text()).toContain('How to be seen')
    expect(await (await app.app.request('/programme/75')).text()).toContain('Aucun passage n’est publié')
    expect((await app.app.request('/programme/nulle-part')).status).toBe(404)
  })

  it('leaves the public page once the stop is over or cancelled', async () => {
    const planner = await app.rawAs('Perle')
    const detail = (await (await planner(`/api/tours/${tourId}`)).json()) as {
      tour: { revision: number }
      stops: { stopId: string; department: string }[]
    }
    const { stopId } = detail.stops.find((stop) => stop.department === '79')!
    const body = JSON.stringify({ revision: detail.tour.revision })
    expect((await planner(`/api/stops/${stopId}/cancel`, { method: 'POST', body })).status).toBe(200)
    expect(await (await app.app.request('/programme/79')).text()).not.toContain('Ménigoute')
    expect(await (await app.app.request('/programme')).text()).not.toContain('Deux-Sèvres')
  })
})
