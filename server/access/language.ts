import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Language } from '../problems.ts'

/** The language of an answer: the `langue` cookie of the interface's switch, French otherwise. */
export function languageOf(c: Context): Language {
  return getCookie(c, 'langue') === 'en' ? 'en' : 'fr'
}
