import type { Wording } from '../../shared/protocol.ts'
import { language } from '../i18n/language.ts'

/** A protocol's words in the language on screen. */
export function worded(wording: Wording): string {
  return wording[language.value]
}
