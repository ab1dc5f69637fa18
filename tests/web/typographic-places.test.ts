import { describe, expect, it } from 'vitest'
import { typedCentre } from '../../web/admin/typed-centre.ts'
import { typographicPlaces } from '../../web/typographic-places.ts'

describe('the names of places on screen', () => {
  it('have the apostrophe of print wherever an answer names a place', () => {
    const answer = {
      stops: [{ centreName: "Le Mas-d'Agenais", days: 2, host: null }],
      centres: [{ hostCentreId: '1', name: "L'Isle-d'Abeau" }],
      calls: [{ appointment: { place: "Le Mas-d'Agenais" } }],
    }
    expect(typographicPlaces(answer)).toEqual({
      stops: [{ centreName: 'Le Mas-d’Agenais', days: 2, host: null }],
      centres: [{ hostCentreId: '1', name: 'L’Isle-d’Abeau' }],
      calls: [{ appointment: { place: 'Le Mas-d’Agenais' } }],
    })
  })

  it('are all that changes: what people wrote stays as written', () => {
    const written = { patientName: "D'ESSAI Iris", body: "c'est noté", name: "l'unité", unitName: "L'Essai" }
    expect(typographicPlaces(written)).toEqual(written)
  })

  it('are edited, and kept, as keyboards write them', () => {
    const centre = { name: 'Le Mas-d’Agenais', phone: null, address: null, directions: null }
    expect(typedCentre(centre as Parameters<typeof typedCentre>[0]).name).toBe("Le Mas-d'Agenais")
  })
})
