import type { ComponentType } from 'preact'
import lazy from 'preact-iso/lazy'
import { LocationProvider, Route, Router, useLocation } from 'preact-iso/router'
import type { Role } from '../shared/person.ts'
import { gated } from './home/gate.tsx'
import { homeFor } from './home/home-page.tsx'
import { NotFoundPage } from './home/not-found-page.tsx'
import { PageBoundary } from './home/page-boundary.tsx'
import { PageFailed } from './home/page-failed.tsx'
import { type NavigationEntry, Shell } from './home/shell.tsx'
import { PAGE_TITLE_ID } from './ui/page.tsx'

type PageRoute = {
  readonly path: string
  readonly roles: readonly Role[]
  /** Its entry in the main navigation, if any. */
  readonly nav?: NavigationEntry['label']
  readonly page: ComponentType
}

/** Every page, one entry each: address, who may open it, navigation entry, and the file that holds it. */
const PAGES: readonly PageRoute[] = [
  {
    path: '/tournees',
    roles: ['planner'],
    nav: 'tours',
    page: later(() => import('./planner/tours-page.tsx').then((file) => file.ToursPage)),
  },
  {
    path: '/tournees/proposer',
    roles: ['planner'],
    page: later(() => import('./planner/propose-page.tsx').then((file) => file.ProposePage)),
  },
  {
    path: '/tournees/suivi',
    roles: ['planner'],
    page: later(() => import('./planner/staffing-page.tsx').then((file) => file.FollowUpPage)),
  },
  {
    path: '/tournees/comparer',
    roles: ['planner'],
    page: later(() => import('./planner/compare-page.tsx').then((file) => file.ComparePage)),
  },
  {
    path: '/tournees/:tourId/modifier',
    roles: ['planner'],
    page: later(() => import('./planner/edit-page.tsx').then((file) => file.EditPage)),
  },
  {
    path: '/tournees/:tourId/programme/:department',
    roles: ['planner', 'coordinator', 'specialist'],
    page: later(() => import('./planner/programme-page.tsx').then((file) => file.ProgrammePage)),
  },
  {
    path: '/accueil',
    roles: ['coordinator'],
    nav: 'hosting',
    page: later(() => import('./host/hosting-page.tsx').then((file) => file.HostingPage)),
  },
  {
    path: '/bilan',
    roles: ['planner'],
    nav: 'impact',
    page: later(() => import('./impact/impact-page.tsx').then((file) => file.ImpactPage)),
  },
  {
    path: '/besoins',
    roles: ['planner', 'administrator'],
    nav: 'needs',
    page: later(() => import('./needs/needs-page.tsx').then((file) => file.NeedsPage)),
  },
  {
    path: '/saison',
    roles: ['planner'],
    nav: 'season',
    page: later(() => import('./season/season-page.tsx').then((file) => file.SeasonPage)),
  },
  {
    path: '/mes-journees',
    roles: ['specialist'],
    nav: 'roster',
    page: later(() => import('./roster/roster-page.tsx').then((file) => file.RosterPage)),
  },
  {
    path: '/mes-journees/:stopId/:date',
    roles: ['specialist'],
    page: later(() => import('./roster/day-page.tsx').then((file) => file.DayPage)),
  },
  {
    path: '/administration',
    roles: ['administrator'],
    nav: 'administration',
    page: later(() => import('./admin/admin-page.tsx').then((file) => file.AdminPage)),
  },
  {
    path: '/adressages',
    roles: ['gp'],
    nav: 'referrals',
    page: later(() => import('./referral/referrals-page.tsx').then((file) => file.ReferralsPage)),
  },
  {
    path: '/adressages/nouveau',
    roles: ['gp'],
    page: later(() => import('./referral/refer-page.tsx').then((file) => file.ReferPage)),
  },
  {
    path: '/adressages/:referralId',
    roles: ['gp'],
    page: later(() => import('./referral/referral-page.tsx').then((file) => file.ReferralPage)),
  },
  {
    path: '/adressages/:referralId/accueil',
    roles: ['coordinator'],
    page: later(() => import('./referral/desk-page.tsx').then((file) => file.DeskPage)),
  },
  {
    path: '/adressages/:referralId/courrier',
    roles: ['gp'],
    page: later(() => import('./referral/letter-page.tsx').then((file) => file.LetterPage)),
  },
  {
    path: '/adressages/:referralId/reponse/:visitId',
    roles: ['gp'],
    page: later(() => import('./referral/answer-page.tsx').then((file) => file.AnswerPage)),
  },
  {
    path: '/agenda',
    roles: ['coordinator', 'gp'],
    nav: 'agenda',
    page: later(() => import('./agenda/stops-page.tsx').then((file) => file.AgendaStopsPage)),
  },
  {
    path: '/agenda/:stopId',
    roles: ['coordinator', 'gp'],
    page: later(() => import('./agenda/agenda-page.tsx').then((file) => file.AgendaPage)),
  },
  {
    path: '/agenda/:stopId/repartition',
    roles: ['coordinator'],
    page: later(() => import('./agenda/allocation-page.tsx').then((file) => file.AllocationPage)),
  },
  {
    path: '/depassements',
    roles: ['planner'],
    nav: 'breaches',
    page: later(() => import('./queue/breaches-page.tsx').then((file) => file.BreachesPage)),
  },
  {
    path: '/file/historique',
    roles: ['gp', 'coordinator'],
    page: later(() => import('./queue/changes-page.tsx').then((file) => file.QueueChangesPage)),
  },
  {
    path: '/file/etapes/:stopId',
    roles: ['gp', 'coordinator'],
    page: later(() => import('./queue/stop-queue-page.tsx').then((file) => file.StopQueuePage)),
  },
  {
    path: '/file',
    roles: ['gp', 'coordinator'],
    nav: 'queue',
    page: later(() => import('./queue/queue-page.tsx').then((file) => file.QueuePage)),
  },
  {
    path: '/file/releve',
    roles: ['gp'],
    page: later(() => import('./queue/handover-page.tsx').then((file) => file.HandoverPage)),
  },
  {
    path: '/appels',
    roles: ['coordinator'],
    nav: 'calls',
    page: later(() => import('./messages/calls-page.tsx').then((file) => file.CallsPage)),
  },
  {
    path: '/messages',
    roles: ['coordinator', 'administrator'],
    nav: 'messages',
    page: later(() => import('./messages/messages-page.tsx').then((file) => file.MessagesPage)),
  },
]

/** Pages of one's own way in: the account for anyone signed in, the others for whoever holds a link or a code. */
const ACCOUNT = later(() => import('./account/account-page.tsx').then((file) => file.AccountPage))
const INVITATION = later(() => import('./account/invitation-page.tsx').then((file) => file.InvitationPage))
const RECOVERY = later(() => import('./account/recover-page.tsx').then((file) => file.RecoverPage))

/** The main navigation from left to right, whatever the order above; a role's first is its home. */
const ORDER: readonly NavigationEntry['label'][] = [
  'tours',
  'referrals',
  'queue',
  'agenda',
  'hosting',
  'roster',
  'administration',
  'season',
  'needs',
  'impact',
  'breaches',
  'calls',
  'messages',
]
const ENTRIES: readonly NavigationEntry[] = PAGES.flatMap(({ path, roles, nav }) =>
  nav ? [{ path, roles, label: nav }] : [],
).sort((one, other) => ORDER.indexOf(one.label) - ORDER.indexOf(other.label))
const HOME = homeFor(ENTRIES)
const ROUTES = [
  { path: '/', component: gated(null, HOME) },
  { path: '/connexion', component: gated(null, HOME) },
  { path: '/mon-compte', component: gated(null, ACCOUNT) },
  { path: '/invitation', component: INVITATION },
  { path: '/recuperation', component: RECOVERY },
  ...PAGES.map(({ path, roles, page }) => ({ path, component: gated(roles, page) })),
]

/** The whole application: router, frame, and the page of the address. */
export function App() {
  return (
    <LocationProvider>
      <Shell entries={ENTRIES}>
        <Pages />
      </Shell>
    </LocationProvider>
  )
}

/** The page of the address. */
function Pages() {
  const { url } = useLocation()
  return (
    <PageBoundary url={url}>
      <Router onRouteChange={focusTitle}>
        {ROUTES.map(({ path, component }) => (
          <Route key={path} path={path} component={component} />
        ))}
        <Route default component={NotFoundPage} />
      </Router>
    </PageBoundary>
  )
}

/** A page whose script is fetched when it is first opened. */
function later(load: () => Promise<ComponentType>): ComponentType {
  return lazy(() => load().catch(() => PageFailed))
}

/** Moves the focus to the new page's title, so that a screen reader says where one is. */
function focusTitle(): void {
  document.getElementById(PAGE_TITLE_ID)?.focus({ preventScroll: true })
}
