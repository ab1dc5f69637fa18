import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { Role } from '../../shared/person.ts'
import { en } from '../i18n/common.en.ts'
import { fr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { session } from '../session.ts'
import { Page } from '../ui/page.tsx'
import { Skeleton } from '../ui/progress.tsx'

/** The start page: takes each person to the first page of their role among `entries`. */
export function homeFor(entries: readonly { path: string; roles: readonly Role[] }[]): ComponentType {
  return function HomePage() {
    const t = useText(fr, en)
    const { route } = useLocation()
    const state = session.value
    const role = state.status === 'signed_in' ? state.person.role : null
    const home = entries.find((entry) => role !== null && entry.roles.includes(role))?.path
    useEffect(() => {
      if (home) route(home, true)
    }, [home, route])
    return (
      <Page title={t.productName} intro={t.productPurpose}>
        {home && <Skeleton label={t.loading} />}
      </Page>
    )
  }
}
