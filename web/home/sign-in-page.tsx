import { useLocation } from 'preact-iso/router'
import { en } from '../i18n/home.en.ts'
import { fr } from '../i18n/home.fr.ts'
import { en as waysEn } from '../i18n/sign-in.en.ts'
import { fr as waysFr } from '../i18n/sign-in.fr.ts'
import { useText } from '../i18n/text.ts'
import { loadSession, session } from '../session.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ActivityChoice } from './activity-choice.tsx'
import { DemoPeople } from './demo-people.tsx'
import { SignInWays } from './sign-in-ways.tsx'

/** Shown at any address to whoever is not signed in; the address then opens by itself. */
export function SignInPage() {
  const t = useText(fr, en)
  const ways = useText(waysFr, waysEn)
  const { query, route } = useLocation()
  const state = session.value
  if (state.status !== 'signed_out') return null
  if (state.activities) return <ActivityChoice activities={state.activities} />
  const refused = query.refus === undefined ? undefined : (ways.refused[query.refus] ?? ways.refused.psc_refused)
  const enter = async () => {
    if (query.refus !== undefined) route('/', true)
    await loadSession()
  }
  const card = (
    <div class="sign-in-card">
      {refused && <Notice tone="error">{refused}</Notice>}
      <SignInWays hasPsc={state.hasProSanteConnect} onEntered={() => void enter()} />
      <div class="sign-in-foot">
        <p class="soft small">{ways.first}</p>
        <a href="/recuperation">{ways.lost}</a>
      </div>
    </div>
  )
  if (state.demoPeople.length === 0) return <Page title={t.title}>{card}</Page>
  return (
    <Page title={t.title} intro={t.demoIntro}>
      <DemoPeople people={state.demoPeople} />
      <details class="sign-in-password">
        <summary>{ways.otherWays}</summary>
        {card}
      </details>
    </Page>
  )
}
