import type { PasskeyAssertion, PasskeyRegistration } from '../shared/sign-in.ts'
import type { Answer } from './api.ts'
import { language } from './i18n/language.ts'
import { en } from './i18n/sign-in.en.ts'
import { fr } from './i18n/sign-in.fr.ts'
import { textIn } from './i18n/text.ts'

type Library = typeof import('@simplewebauthn/browser')
type NewOptions = Parameters<Library['startRegistration']>[0]['optionsJSON']

/** Has the browser make a passkey, or answers the Problem to show when the person gives up or the browser cannot. */
export function makePasskey(options: { readonly challenge: string }): Promise<Answer<PasskeyRegistration>> {
  // Written by the server's half of the same library; JSON has no way to say that what is left out is not undefined.
  const optionsJSON = options as NewOptions
  return asked(async ({ startRegistration }) => {
    const { id, rawId, response } = await startRegistration({ optionsJSON })
    const { clientDataJSON, attestationObject, transports } = response
    const kept = { clientDataJSON, attestationObject, ...(transports && { transports }) }
    return { id, rawId, type: 'public-key', clientExtensionResults: {}, response: kept }
  })
}

/** Has the browser answer with a passkey it holds, or answers the Problem to show. */
export function usePasskey({
  challenge,
  rpId,
}: {
  challenge: string
  rpId?: string
}): Promise<Answer<PasskeyAssertion>> {
  return asked(async ({ startAuthentication }) => {
    const optionsJSON = { challenge, userVerification: 'required' as const, ...(rpId && { rpId }) }
    const { id, rawId, response } = await startAuthentication({ optionsJSON })
    const { clientDataJSON, authenticatorData, signature, userHandle } = response
    const kept = { clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) }
    return { id, rawId, type: 'public-key', clientExtensionResults: {}, response: kept }
  })
}

async function asked<Value>(ask: (library: Library) => Promise<Value>): Promise<Answer<Value>> {
  const t = textIn(language.value, fr, en)
  const library = await import('@simplewebauthn/browser')
  if (!library.browserSupportsWebAuthn()) return failed('unsupported', t.unsupported)
  try {
    return { ok: true, value: await ask(library) }
  } catch (error) {
    const isHeld = error instanceof Error && error.name === 'InvalidStateError'
    return isHeld ? failed('already_held', t.alreadyHeld) : failed('cancelled', t.cancelled)
  }
}

function failed(code: string, message: string): { ok: false; problem: { code: string; message: string } } {
  return { ok: false, problem: { code, message } }
}
