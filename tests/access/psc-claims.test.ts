import { describe, expect, it } from 'vitest'
import { readUserInfo } from '../../server/access/psc-claims.ts'
import { doctor } from './identity-provider.ts'

const RPPS = '10000000009'

describe('what Pro Santé Connect says of somebody', () => {
  it('gives the RPPS number among other identifiers, with or without the 8 of the national identifier', () => {
    expect(readUserInfo(doctor(RPPS, 'CABINET'))).toEqual({
      rpps: RPPS,
      activities: [{ place: 'CABINET', city: '99000 ESSAI' }],
    })
    const otherIds = [{ identifiant: `8${RPPS}`, origine: 'RPPS', qualite: 1 }]
    expect(readUserInfo({ otherIds })?.rpps).toBe(RPPS)
  })

  it('falls back on the national identifier, of type 8 alone', () => {
    expect(readUserInfo({ SubjectNameID: `8${RPPS}` })?.rpps).toBe(RPPS)
    expect(readUserInfo({ SubjectNameID: `3${RPPS}`, otherIds: null })?.rpps).toBeNull()
    expect(readUserInfo({ SubjectNameID: RPPS })?.rpps).toBeNull()
    expect(readUserInfo({ otherIds: [{ identifiant: 'ANS2026', origine: 'EDIT' }] })?.rpps).toBeNull()
  })

  it('takes no identifier of another directory for an RPPS number', () => {
    expect(readUserInfo({ otherIds: [{ identifiant: RPPS, origine: 'ADELI' }] })?.rpps).toBeNull()
    expect(readUserInfo({ otherIds: [{ identifiant: 'RPPS', origine: 'RPPS' }] })?.rpps).toBeNull()
  })

  it('reads every activity of every exercise, named or not, and nothing else', () => {
    const SubjectRefPro = {
      exercices: [
        { activities: [{ raisonSocialeSite: '', enseigneCommercialeSite: 'ENSEIGNE', codePostal: '47430' }] },
        { activities: [{ raisonSocialeSite: 'HOPITAL', bureauCedex: '47000 AGEN' }, {}] },
        {},
      ],
    }
    expect(readUserInfo({ SubjectNameID: `8${RPPS}`, SubjectRefPro })?.activities).toEqual([
      { place: 'ENSEIGNE', city: '47430' },
      { place: 'HOPITAL', city: '47000 AGEN' },
      { place: '', city: '' },
    ])
  })

  it('is not believed when it has another shape', () => {
    expect(readUserInfo({ otherIds: 'RPPS' })).toBeNull()
    expect(readUserInfo(null)).toBeNull()
  })
})
