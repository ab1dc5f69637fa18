import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { languageOfCookie } from '../../web/i18n/language.ts'
import { textIn } from '../../web/i18n/text.ts'

const FOLDER = join(import.meta.dirname, '../../web/i18n')
const families = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.fr.ts'))
  .map((file) => file.replace('.fr.ts', ''))

type Texts = { readonly [key: string]: unknown }

/** Every key as a path, with what stands there: `nav.queue: string`, `results: function of 1`. */
function shapeOf(texts: Texts, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) => {
    const here = `${path}${key}`
    if (typeof value === 'function') return [`${here}: function of ${value.length}`]
    if (typeof value === 'object' && value !== null) return shapeOf(value as Texts, `${here}.`)
    return [`${here}: ${typeof value}`]
  })
}

function sentencesOf(texts: Texts): string[] {
  return Object.values(texts).flatMap((value) => {
    if (typeof value === 'string') return [value]
    return typeof value === 'object' && value !== null ? sentencesOf(value as Texts) : []
  })
}

const load = async (family: string, language: 'fr' | 'en') =>
  ((await import(join(FOLDER, `${family}.${language}.ts`))) as Record<string, Texts>)[language]!

describe.each(families)('the texts of %s', (family) => {
  it('have the same keys in both languages', async () => {
    const [fr, en] = await Promise.all([load(family, 'fr'), load(family, 'en')])
    expect(shapeOf(en).sort()).toEqual(shapeOf(fr).sort())
  })

  it('use typographic apostrophes in French', async () => {
    expect(sentencesOf(await load(family, 'fr')).filter((text) => /\p{L}'\p{L}/u.test(text))).toEqual([])
  })

  it('never promise what a machine may not say', async () => {
    const all = [...sentencesOf(await load(family, 'fr')), ...sentencesOf(await load(family, 'en'))].join('\n')
    expect(all).not.toMatch(/diagnostic|détecte|rassurant|score de malignité|\bIA\b/i)
  })
})

describe('the language on screen', () => {
  it('is French unless the cookie asks for English', () => {
    expect(languageOfCookie('')).toBe('fr')
    expect(languageOfCookie('escale_session=x; langue=en')).toBe('en')
    expect(languageOfCookie('langue=de')).toBe('fr')
    expect(languageOfCookie('autrelangue=en')).toBe('fr')
  })

  it('chooses between the two files', () => {
    expect(textIn('en', { hello: 'bonjour' }, { hello: 'hello' }).hello).toBe('hello')
    expect(textIn('fr', { hello: 'bonjour' }, { hello: 'hello' }).hello).toBe('bonjour')
  })
})
