import type { PasskeyRegistration } from '../../shared/sign-in.ts'
import { type Answer, api, call } from '../api.ts'
import { makePasskey } from '../passkeys.ts'

type NewOptions = Parameters<typeof makePasskey>[0]
export type Secret = { readonly secret: string; readonly address: string }
type NewPassword = { readonly name: string; readonly password: string; readonly code: string }

/** Where a way in is set up: one's own account, or the link of an invitation, which answers recovery codes. */
export type Place<Done> = {
  readonly passkeyOptions: () => Promise<Answer<NewOptions>>
  readonly keepPasskey: (passkey: { name: string; response: PasskeyRegistration }) => Promise<Answer<Done>>
  readonly newSecret: () => Promise<Answer<Secret>>
  readonly keepPassword: (password: NewPassword) => Promise<Answer<Done>>
}

/** One's own account. */
export const ownAccount: Place<unknown> = {
  passkeyOptions: () => call(api.api.account.passkeys.options.$post()),
  keepPasskey: (json) => call(api.api.account.passkeys.$post({ json })),
  newSecret: () => call(api.api.account.password.secret.$post()),
  keepPassword: (json) => call(api.api.account.password.$post({ json })),
}

/** The link of an invitation. */
export function invitationPlace(token: string): Place<{ recoveryCodes: string[] }> {
  const routes = api.api.invitations
  return {
    passkeyOptions: () => call(routes.passkey.options.$post({ json: { token } })),
    keepPasskey: (passkey) => call(routes.passkey.$post({ json: { token, ...passkey } })),
    newSecret: () => call(routes.password.secret.$post({ json: { token } })),
    keepPassword: (password) => call(routes.password.$post({ json: { token, ...password } })),
  }
}

/** Has the browser make a passkey and keeps it. */
export async function setUpPasskey<Done>(place: Place<Done>, name: string): Promise<Answer<Done>> {
  const options = await place.passkeyOptions()
  if (!options.ok) return options
  const made = await makePasskey(options.value)
  return made.ok ? place.keepPasskey({ name, response: made.value }) : made
}
