import type { Problem } from '../shared/problem.ts'
import { api, call } from './api.ts'
import { usePasskey } from './passkeys.ts'

/** Proves who one is with a passkey; null when that worked. */
export async function signInByPasskey(): Promise<Problem | null> {
  const options = await call(api.api['sign-in'].passkey.options.$post())
  if (!options.ok) return options.problem
  const answered = await usePasskey(options.value)
  if (!answered.ok) return answered.problem
  const entered = await call(api.api['sign-in'].passkey.$post({ json: answered.value }))
  return entered.ok ? null : entered.problem
}

/** Proves who one is with a password and a one-time code; null when that worked. */
export async function signInByPassword(json: {
  signInName: string
  password: string
  code: string
}): Promise<Problem | null> {
  const entered = await call(api.api['sign-in'].password.$post({ json }))
  return entered.ok ? null : entered.problem
}

/** Leaves for Pro Santé Connect, which sends back here; the Problem when it cannot be reached. */
export async function leaveForPsc(): Promise<Problem | null> {
  const started = await call(api.api['sign-in'].psc.$post())
  if (!started.ok) return started.problem
  if ('url' in started.value) location.assign(started.value.url)
  return null
}

/** Ends the session at Pro Santé Connect too: a form, since its token must not stand in an address. */
export function leavePsc({ address, idToken, backTo }: { address: string; idToken: string; backTo: string }): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = address
  for (const [name, value] of Object.entries({ id_token_hint: idToken, post_logout_redirect_uri: backTo })) {
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name, value })
    form.append(input)
  }
  document.body.append(form)
  form.submit()
}
