import { en } from './i18n/common.en.ts'
import { fr } from './i18n/common.fr.ts'
import { language } from './i18n/language.ts'
import { textIn } from './i18n/text.ts'
import { showToast } from './ui/toast.tsx'

/** Copies a text and says so in these words, or that the browser refuses and what to do instead; whether it was copied. */
export async function copyText(text: string, said: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    showToast({ text: textIn(language.value, fr, en).notCopied, tone: 'error' })
    return false
  }
  showToast({ text: said })
  return true
}
