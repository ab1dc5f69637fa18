import { api, call } from '../api.ts'
import { language } from '../i18n/language.ts'
import { useLoad } from '../load.ts'

/** The specialty's protocol in force: its words for outcomes and answers. */
export function useProtocol(specialty: string) {
  return useLoad(() => call(api.api.referrals.protocol.$get({ query: { specialty } })), [specialty])
}

/** A protocol's words in the language on screen. */
export function worded(wording: { readonly fr: string; readonly en: string }): string {
  return wording[language.value]
}
