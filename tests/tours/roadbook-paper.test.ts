import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TourSummary } from '../../shared/tour.ts'
import { textOf } from '../support/pdf-text.ts'
import { testApp } from '../support/test-app.ts'

describe('the roadbook on paper', () => {
  let app: Awaited<ReturnType<typeof testApp>>
  let tourId: string
  beforeAll(async () => {
    app = await testApp({ seed: 'demo' })
    const { tours } = (await (await (await app.rawAs('Perle'))('/api/tours')).json()) as { tours: TourSummary[] }
    tourId = tours.find((tour) => tour.name.includes('pilote'))!.tourId
  })
  afterAll(() => app.ports.planner.close())

  it('tells each leg with its breaks and each day with its hours, people and lodging, and no patient', async () => {
    const answer = await (await app.rawAs('Perle'))(`/api/tours/${tourId}/roadbook/pdf`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="feuille-de-route-2026-01-19.pdf"')
    const pages = textOf(new Uint8Array(await answer.arrayBuffer()))
    if (!pages) return console.warn('pdftotext is absent: the words of the roadbook were not read')
    const all = pages.join('').replaceAll('\u00a0', ' ').replace(/ +/g, ' ')
    for (const words of [
      'Version 1 publiée. État au lundi 19 janvier 2026.',
      'À renseigner : longueur, largeur, hauteur, poids, permis, alimentation',
      "Trajet de Bordeaux (hypothèse) (dépôt) au Mas-d'Agenais",
      'Pause de 45 min',
      'Ménigoute, du mardi 17 février au jeudi 19 février 2026',
      'mercredi 4 février 2026 10 h 20 à 12 h 40, 14 h 30 à 17 h 20 Dr Saturnin Exemple réservé',
      'Trajet de Bellegarde-en-Marche à Bordeaux (hypothèse) (dépôt)',
      `Page ${pages.length} sur ${pages.length}`,
    ]) {
      expect(all).toContain(words)
    }
    expect(all).not.toMatch(/Fictif|Essai/)
  })

  it('is the planner’s, and of a tour that exists', async () => {
    expect((await (await app.rawAs('Olive'))(`/api/tours/${tourId}/roadbook/pdf`)).status).toBe(403)
    expect((await (await app.rawAs('Perle'))(`/api/tours/${crypto.randomUUID()}/roadbook/pdf`)).status).toBe(404)
  })
})
