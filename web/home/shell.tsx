import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { Role } from '../../shared/person.ts'
import { en } from '../i18n/common.en.ts'
import { fr } from '../i18n/common.fr.ts'
import { language, switchLanguage } from '../i18n/language.ts'
import { useText } from '../i18n/text.ts'
import { hasExpired, session, signOut } from '../session.ts'
import { Button } from '../ui/button.tsx'
import { showToast, Toasts } from '../ui/toast.tsx'
import { DemoBanner } from './demo-banner.tsx'
import { ExpiredSession } from './expired-session.tsx'
import { StepUp } from './step-up.tsx'
import { useSessionWatch } from './watch-session.ts'
import './shell.css'

/** An entry of the main navigation and the roles that see it. */
export type NavigationEntry = {
  readonly path: string
  readonly label: keyof typeof fr.nav
  readonly roles: readonly Role[]
}

/** What frames every page of the application: skip link, demo banner, header, navigation, toasts. */
export function Shell({ entries, children }: { entries: readonly NavigationEntry[]; children: ComponentChildren }) {
  const t = useText(fr, en)
  const state = session.value
  const { route } = useLocation()
  const person = state.status === 'signed_in' ? state.person : null
  // Nobody's session is idle in the demonstration.
  useSessionWatch(state.status === 'signed_in' && state.demoPeople.length === 0)
  const leave = async () => {
    const problem = await signOut()
    if (problem) showToast({ tone: 'error', text: problem.message })
    else route('/')
  }
  return (
    <div class="shell">
      <a class="skip-link" href="#main">
        {t.skipToContent}
      </a>
      <DemoBanner canAdvance={person !== null} />
      <header class="shell-header no-print">
        <a class="shell-brand" href="/">
          <Mark />
          <span>{t.productName}</span>
        </a>
        {person && <Navigation entries={entries.filter((entry) => entry.roles.includes(person.role))} />}
        <div class="shell-person">
          {person && (
            <p class="shell-name">
              <span class="visually-hidden">{t.signedInAs} </span>
              <a class="shell-account" href="/mon-compte" title={t.myAccount}>
                <strong>{person.name}</strong>
              </a>
              <span class="shell-role">{t.role[person.role]}</span>
            </p>
          )}
          <LanguageSwitch />
          {person && (
            <Button size="s" variant="quiet" icon="exit" class="shell-compact" onClick={leave}>
              {t.signOut}
            </Button>
          )}
        </div>
      </header>
      <ExpiredSession />
      <main id="main" class={`shell-main${hasExpired.value ? ' shell-covered' : ''}`} tabIndex={-1}>
        {children}
      </main>
      <StepUp />
      <Toasts />
    </div>
  )
}

function Navigation({ entries }: { entries: readonly NavigationEntry[] }) {
  const t = useText(fr, en)
  const { path } = useLocation()
  const bar = useRef<HTMLElement>(null)
  // On a telephone the bar scrolls sideways: the entry of the page one is on must be in it.
  useEffect(() => {
    bar.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [path])
  return (
    <nav class="shell-nav" aria-label={t.mainNavigation} ref={bar}>
      <ul>
        {entries.map((entry) => {
          const isHere = path === entry.path || path.startsWith(`${entry.path}/`)
          return (
            <li key={entry.path}>
              <a href={entry.path} aria-current={isHere ? 'page' : undefined}>
                {t.nav[entry.label]}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** One button that offers the other language, named in that language. */
function LanguageSwitch() {
  const t = useText(fr, en)
  const other = language.value === 'fr' ? 'en' : 'fr'
  return (
    <Button size="s" variant="quiet" lang={other} aria-label={t.otherLanguage} onClick={() => switchLanguage(other)}>
      <span class="shell-language">{t.otherLanguage}</span>
      <abbr class="shell-language-code">{other.toUpperCase()}</abbr>
    </Button>
  )
}

function Mark() {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <rect width="28" height="28" rx="7" fill="currentColor" />
      <path d="M6 19.5C9 12 13 21 16 14s4-6 6-6" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" />
      <circle cx="6" cy="19.5" r="2.5" fill="#fff" />
      <circle cx="22" cy="8" r="2.5" fill="#fff" />
    </svg>
  )
}
