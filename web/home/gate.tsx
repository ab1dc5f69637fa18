import type { ComponentType } from 'preact'
import type { Role } from '../../shared/person.ts'
import { en } from '../i18n/common.en.ts'
import { fr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { loadSession, session } from '../session.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { NotYoursPage } from './not-found-page.tsx'
import { SignInPage } from './sign-in-page.tsx'

/** A page for some roles (null: anyone signed in). Strangers sign in on the spot and then see the address they asked for. */
export function gated(roles: readonly Role[] | null, Content: ComponentType): ComponentType {
  return function GatedPage() {
    const t = useText(fr, en)
    const state = session.value
    if (state.status === 'signed_out') return <SignInPage />
    if (state.status === 'signed_in') {
      return roles === null || roles.includes(state.person.role) ? <Content /> : <NotYoursPage />
    }
    return (
      <Page title={t.productName}>
        <Loaded load={{ ...state, reload: loadSession }}>{() => null}</Loaded>
      </Page>
    )
  }
}
