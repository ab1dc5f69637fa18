import type { Commune } from '../../shared/territory.ts'

export type CommuneSearch = (text: string, limit: number) => Commune[]

type Entry = { commune: Commune; words: readonly string[]; name: string; nameWithoutArticle: string }

const ARTICLES = new Set(['le', 'la', 'les', 'l'])

/** The words of a name as people type them: no accents, no case, no punctuation, `st` and `ste` in full. */
function wordsOf(text: string): string[] {
  return plainWords(text).map((word) => (word === 'st' ? 'saint' : word === 'ste' ? 'sainte' : word))
}

/**
 * Prepares a search over communes: exact names first, then names that begin so, then names with words that begin so;
 * larger communes first within each. Digits are a postal code or its beginning, alone or beside a name.
 */
export function indexCommunes(communes: readonly Commune[]): CommuneSearch {
  const entries = [...communes].sort((a, b) => b.population - a.population).map(toEntry)
  return (text, limit) => {
    const typed = plainWords(text)
    const digits = typed.filter((word) => /^\d+$/.test(word))
    const wordings = [wordsOf(text), typed].map((words) => words.filter((word) => !/^\d+$/.test(word)))
    if (typed.length === 0) return []
    const ranked: Commune[][] = [[], [], []]
    for (const entry of entries) {
      if (!digits.every((code) => entry.commune.postalCodes.some((postal) => postal.startsWith(code)))) continue
      const rank = Math.min(...wordings.map((words) => rankOf(entry, words)))
      ranked[rank]?.push(entry.commune)
    }
    return ranked.flat().slice(0, limit)
  }
}

const plainWords = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')

function toEntry(commune: Commune): Entry {
  const words = wordsOf(commune.name)
  const article = words.length > 1 && ARTICLES.has(words[0] ?? '')
  return { commune, words, name: words.join(''), nameWithoutArticle: words.slice(article ? 1 : 0).join('') }
}

/** 0 exact, 1 the name begins so, 2 its words begin so in that order, 3 no. */
function rankOf(entry: Entry, words: readonly string[]): 0 | 1 | 2 | 3 {
  const joined = words.join('')
  if (entry.name === joined || entry.nameWithoutArticle === joined) return 0
  if (entry.name.startsWith(joined) || entry.nameWithoutArticle.startsWith(joined)) return 1
  let from = 0
  for (const word of words) {
    const at = entry.words.findIndex((candidate, index) => index >= from && candidate.startsWith(word))
    if (at === -1) return 3
    from = at + 1
  }
  return 2
}
