import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { except } from 'hono/combine'
import { HTTPException } from 'hono/http-exception'
import { requestId } from 'hono/request-id'
import { refuse } from '../shared/problem.ts'
import { accountRoutes } from './access/account-routes.ts'
import { adminRoutes } from './access/admin-routes.ts'
import type { Env } from './access/env.ts'
import { invitationRoutes } from './access/invitation-routes.ts'
import { languageOf } from './access/language.ts'
import { createProSanteConnect } from './access/pro-sante-connect.ts'
import { identify, sessionRoutes } from './access/routes.ts'
import { sameOrigin } from './access/same-origin.ts'
import { signInRoutes } from './access/sign-in-routes.ts'
import { agendaRoutes } from './appointments/agenda-routes.ts'
import { appointmentRoutes } from './appointments/appointment-routes.ts'
import { demoRoutes } from './demo/routes.ts'
import { needRoutes } from './impact/need-routes.ts'
import { impactRoutes, seasonRoutes } from './impact/routes.ts'
import { faultOf } from './log.ts'
import { patientRoutes } from './messages/patient-routes.ts'
import { messageRoutes } from './messages/routes.ts'
import { webhookRoutes } from './messages/webhook-routes.ts'
import { compressAnswers } from './operations/compress-answers.ts'
import { healthRoutes } from './operations/health-routes.ts'
import { limitRequests } from './operations/limit-requests.ts'
import { createMetrics } from './operations/metrics.ts'
import { operationsRoutes } from './operations/routes.ts'
import { refuseWhenDamaged } from './operations/soundness.ts'
import { storageFault } from './operations/storage-fault.ts'
import { strictHeaders } from './operations/strict-headers.ts'
import { PLAIN_STYLESHEET } from './page-without-script.ts'
import { pictureRoutes } from './pictures/routes.ts'
import type { Ports } from './ports.ts'
import { ProblemError, toProblem } from './problems.ts'
import { referralRoutes } from './referrals/routes.ts'
import { contactRoutes } from './territory/contact-routes.ts'
import { territoryRoutes } from './territory/routes.ts'
import { calendarFeedRoutes, calendarRoutes } from './tours/calendar-routes.ts'
import { hostPageRoutes } from './tours/host-page-routes.ts'
import { hostRoutes } from './tours/host-routes.ts'
import { proposalRoutes } from './tours/proposal-routes.ts'
import { publicProgrammeRoutes } from './tours/public-programme-routes.ts'
import { readinessRoutes } from './tours/readiness-routes.ts'
import { tourRoutes } from './tours/routes.ts'
import { specialistRoutes } from './tours/specialist-routes.ts'
import { stopRoutes } from './tours/stop-routes.ts'

const MAX_BODY_BYTES = 1024 * 1024

/** The routes of the interface, typed end to end through `hc<Api>`. */
function apiRoutes(ports: Ports) {
  const { proSanteConnect, publicUrl } = ports.config
  const psc = proSanteConnect && createProSanteConnect(proSanteConnect, publicUrl)
  return new Hono<Env>()
    .route('/session', sessionRoutes(ports, psc))
    .route('/sign-in', signInRoutes(ports, psc))
    .route('/invitations', invitationRoutes(ports))
    .route('/account', accountRoutes(ports))
    .route('/demo', demoRoutes(ports))
    .route('/admin', adminRoutes(ports))
    .route('/specialists', specialistRoutes(ports))
    .route('/tours', tourRoutes(ports))
    .route('/stops', stopRoutes(ports))
    .route('/proposals', proposalRoutes(ports))
    .route('/calendars', calendarRoutes(ports))
    .route('/hosts', hostRoutes(ports))
    .route('/readiness', readinessRoutes(ports))
    .route('/agenda', agendaRoutes(ports))
    .route('/appointments', appointmentRoutes(ports))
    .route('/contacts', contactRoutes(ports))
    .route('/pictures', pictureRoutes(ports))
    .route('/referrals', referralRoutes(ports))
    .route('/messages', messageRoutes(ports))
    .route('/webhooks', webhookRoutes(ports))
    .route('/operations', operationsRoutes(ports))
    .route('/impact', impactRoutes(ports))
    .route('/season', seasonRoutes(ports))
    .route('/needs', needRoutes(ports))
    .route('/', territoryRoutes(ports))
}

export type Api = ReturnType<typeof createApi>

function createApi(ports: Ports) {
  return new Hono<Env>().route('/api', apiRoutes(ports))
}

/** The whole application behind one front door: API, patients' pages, built interface. */
export function createApp(ports: Ports, webFolder = 'dist/web'): Hono<Env> {
  const app = new Hono<Env>()
  // A number of our own: what a caller calls theirs stays out of the log.
  app.use(requestId({ limitLength: 0 }))
  const metrics = createMetrics(ports)
  app.use(metrics.observe)
  app.use(strictHeaders(ports))
  app.use(compressAnswers())
  app.use(refuseWhenDamaged(ports))
  // A patient's link and a provider's signature are secrets of their own, and neither comes from our interface.
  app.use(except(['/r/*', '/h/*', '/api/webhooks/*'], sameOrigin(ports)))
  app.use(
    // Pictures and papers have a limit of their own.
    except(
      ['/api/pictures/drafts/*', '/api/readiness/stops/*', '/api/needs/underserved'],
      bodyLimit({
        maxSize: MAX_BODY_BYTES,
        onError: () => {
          throw new ProblemError(refuse('body_too_large'))
        },
      }),
    ),
  )
  app.use('/api/*', async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  app.use(identify(ports))
  app.use(limitRequests(ports))
  app.route('/', createApi(ports))
  app.all('/api/*', () => {
    throw new ProblemError(refuse('not_found'))
  })
  app.route('/', healthRoutes(ports, metrics))
  app.route('/', patientRoutes(ports))
  app.route('/', hostPageRoutes(ports))
  app.route('/', publicProgrammeRoutes(ports))
  app.route('/calendriers', calendarFeedRoutes(ports))
  serveInterface(app, webFolder)
  handleErrors(app, ports)
  return app
}

function serveInterface(app: Hono<Env>, webFolder: string): void {
  for (const file of ['departments.geojson', 'towns.geojson']) {
    app.get(`/data/${file}`, geographical, serveStatic({ path: join('data', file) }))
  }
  app.get(PLAIN_STYLESHEET.path, serveStatic({ path: PLAIN_STYLESHEET.file }))
  if (!existsSync(webFolder)) return
  app.use(
    '/assets/*',
    serveStatic({
      root: webFolder,
      onFound: (_, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  )
  app.use('*', serveStatic({ root: webFolder }))
  // A file of another version is not there: the page in its place would be taken for it.
  app.get('/assets/*', (c) => c.notFound())
  app.get('*', serveStatic({ path: join(webFolder, 'index.html') }))
}

/** Says what a map is, which our file server does not know, so that it is compressed and kept for a day. */
const geographical: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  c.header('Content-Type', 'application/geo+json')
  c.header('Cache-Control', 'public, max-age=86400')
}

function handleErrors(app: Hono<Env>, { log }: Ports): void {
  app.onError((error, c) => {
    const refusal = error instanceof ProblemError ? error.refusal : refusalOf(error)
    const { status, body } = toProblem(refusal, languageOf(c))
    if (status >= 500) {
      // A refusal names what is in the way; only what nobody foresaw is told by where it happened.
      const fault = error instanceof ProblemError ? { refusal: refusal.refusal } : faultOf(error)
      log.error({ requestId: c.get('requestId'), ...fault }, 'a request failed')
    }
    const requestId = c.get('requestId')
    c.header('Cache-Control', 'no-store')
    return c.json(status >= 500 ? { ...body, details: { ...body.details, requestId } } : body, status)
  })
}

/** Hono's own exceptions: malformed JSON is its 400, a foreign origin its 403. Anything else is a bug. */
function refusalOf(error: Error) {
  const fault = storageFault(error)
  if (fault) return refuse(fault)
  if (!(error instanceof HTTPException)) return refuse('internal')
  if (error.status === 400) return refuse('malformed_json')
  if (error.status === 403) return refuse('bad_origin')
  return refuse('internal')
}
