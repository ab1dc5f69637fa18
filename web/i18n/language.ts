import { signal } from '@preact/signals'

/** The two languages of the interface; French is the first. */
export type Language = 'fr' | 'en'

// The server reads the same cookie for its own sentences (server/access/language.ts).
const COOKIE = 'langue'

/** The language a `Cookie` header or `document.cookie` asks for; French when it says nothing we know. */
export function languageOfCookie(cookie: string): Language {
  return cookie.split(/;\s*/).includes(`${COOKIE}=en`) ? 'en' : 'fr'
}

/** The language now on screen. A component that reads it is drawn again when it changes. */
export const language = signal<Language>(typeof document === 'undefined' ? 'fr' : languageOfCookie(document.cookie))

/** Switches the interface to `next` and remembers it on this device for a year. */
export function switchLanguage(next: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from Firefox and Safari
  document.cookie = `${COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`
  document.documentElement.lang = next
  language.value = next
}
