import { type Language, language } from './language.ts'

/** The texts of a family in the language on screen, from `web/i18n/<family>.fr.ts` and `.en.ts`. */
export function useText<Text>(fr: Text, en: Text): Text {
  return textIn(language.value, fr, en)
}

/** The texts of a family in `wanted`. */
export function textIn<Text>(wanted: Language, fr: Text, en: Text): Text {
  return wanted === 'en' ? en : fr
}
