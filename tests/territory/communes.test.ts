import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatCommunes } from '../../data/commune-file.ts'
import { type CommuneRow, CommunesFile, loadCommunes } from '../../server/territory/communes.ts'

const territory = loadCommunes()
const peopleOf = (some: readonly { population: number }[]) => some.reduce((sum, { population }) => sum + population, 0)
const names = (text: string, limit = 3) => territory.search(text, limit).map((commune) => commune.name)

describe('communes', () => {
  it('hold every current commune of metropolitan France, Corsica included, and nobody twice', () => {
    expect(territory.communes).toHaveLength(34_746)
    expect(new Set(territory.communes.map((commune) => commune.insee)).size).toBe(34_746)
    expect(new Set(territory.communes.map((commune) => commune.department)).size).toBe(96)
    expect(peopleOf(territory.communes)).toBe(66_165_815)
  })

  it('say how each was placed: nine tenths of the people live where the position is their own', () => {
    const count = (quality: string) => territory.communes.filter((one) => one.positionQuality === quality).length
    const located = territory.communes.filter((one) => one.positionQuality === 'located')
    expect([count('located'), count('postal_code'), count('epci'), count('arrondissement')]).toEqual([
      14_646, 18_910, 1187, 3,
    ])
    expect(peopleOf(located) / peopleOf(territory.communes)).toBeCloseTo(0.907, 3)
  })

  it('count Paris, Lyon and Marseille once, not by arrondissement', () => {
    for (const [code, population] of [
      ['75056', 2_103_778],
      ['69123', 519_127],
      ['13055', 886_040],
    ] as const) {
      expect(territory.byInsee(code)?.population, code).toBe(population)
    }
    expect(territory.byInsee('75101')).toBeUndefined()
    expect(territory.byInsee('69123')?.lngLat).toEqual([4.8467, 45.7485])
  })

  it('are refused when the file is missing, malformed, or not as it was written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'escale-communes-'))
    const write = (text: string) => writeFileSync(join(folder, 'communes.json'), text)
    const row = ['75056', 'Paris', null, '75001', 2_103_778, 2.48, 48.85, 'located'] as const satisfies CommuneRow
    const file = { about: '', columns: [], rows: [[...row] as CommuneRow] }
    write(JSON.stringify(file))
    expect(() => loadCommunes(folder)).toThrow()
    const text = formatCommunes(file)
    for (const same of [text, text.replaceAll('\n', '\r\n')]) {
      write(same)
      expect(loadCommunes(folder).byInsee('75056')?.name).toBe('Paris')
    }
    write(text.replace('2.48', '248'))
    expect(() => loadCommunes(folder)).toThrow('data:build')
    expect(() => loadCommunes(join(folder, 'nowhere'))).toThrow()
    const abroad: CommuneRow = ['75056', 'Paris', null, '75001', 2_103_778, 248, 48.85, 'located']
    expect(() => formatCommunes({ ...file, rows: [abroad] })).toThrow()
  })

  it('are shipped as their schema says', () => {
    expect(CommunesFile.safeParse(JSON.parse(readFileSync('data/communes.json', 'utf8'))).success).toBe(true)
  })
})

describe('the search for a commune', () => {
  it('ignores accents, case, apostrophes, hyphens and the leading article', () => {
    expect(names('bu')[0]).toBe('Bû')
    expect(names('Bû')[0]).toBe('Bû')
    expect(names('mas d agenais')).toEqual(["Le Mas-d'Agenais"])
    expect(names("LE MAS-D'AGENAIS")).toEqual(["Le Mas-d'Agenais"])
    expect(names('menigoute')).toEqual(['Ménigoute'])
  })

  it('reads st and ste as saint and sainte', () => {
    expect(names('st etienne')).toEqual(['Saint-Étienne', 'Saint-Étienne-du-Rouvray', 'Saint-Étienne-de-Montluc'])
    expect(names('ste foy les lyon')[0]).toBe('Sainte-Foy-lès-Lyon')
  })

  it('puts the exact name before larger communes that begin so', () => {
    expect(names('corbeil', 2)).toEqual(['Corbeil', 'Corbeil-Essonnes'])
  })

  it('takes a postal code, its beginning, or one beside a name', () => {
    expect(territory.search('47430', 10).every((one) => one.postalCodes.includes('47430'))).toBe(true)
    expect(names('47430', 10)).toContain("Le Mas-d'Agenais")
    expect(names('lyon 69', 1)).toEqual(['Lyon'])
    expect(names('lyon 75')).toEqual([])
  })

  it('answers nothing to nothing, and no more than asked', () => {
    expect(names('')).toEqual([])
    expect(names(' - ')).toEqual([])
    expect(names('zzzz')).toEqual([])
    expect(names('s', 7)).toHaveLength(7)
  })
})
