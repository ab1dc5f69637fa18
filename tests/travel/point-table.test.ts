import { describe, expect, it } from 'vitest'
import { readPoints } from '../../server/travel/point-table.ts'

describe('a table of points', () => {
  it('reads columns in any order, commas or semicolons, quotes and decimal commas', () => {
    expect(readPoints('id,lng,lat\nA,2.5,46\n')).toEqual([{ id: 'A', lngLat: [2.5, 46] }])
    expect(readPoints('\uFEFFlat;name;lng;id\r\n46,5;x;2,25;"Le ""Mas""; d’en haut"\r\n\r\n')).toEqual([
      { id: 'Le "Mas"; d’en haut', lngLat: [2.25, 46.5] },
    ])
  })

  it.each([
    ['nom,lng,lat\nA,2,46', 'colonnes'],
    ['id,lng,lat\n', 'aucun point'],
    ['id,lng,lat\nA,2,46\nB,deux,46', 'ligne 3'],
    ['id,lng,lat\nA,,46', 'ligne 2'],
    ['id,lng,lat\nA,2,146', 'ligne 2'],
  ])('refuses %j and says where', (text, said) => {
    const refusal = readPoints(text) as { refusal: string; details: { reason: string } }
    expect(refusal.refusal).toBe('bad_points')
    expect(refusal.details.reason).toContain(said)
  })
})
