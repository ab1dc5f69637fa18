import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { HostAnswerInput } from '../../shared/host.ts'
import { StopId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import type { Ports } from '../ports.ts'
import { type Language, toProblem } from '../problems.ts'
import { answerByHostLink, followHostLink, type HostLinkContents } from './follow-host-link.ts'
import { type HostStep, hostPage, noHostLinkPage } from './host-page.ts'

const Asked = z.object({ etape: StopId, reponse: z.enum(['yes', 'no']) })
const Langue = z.enum(['fr', 'en']).catch('fr')
const Text = z.string().optional()
/** What the form sends: dates that were left empty come as empty text. */
const Form = z.object({
  stopId: StopId,
  firstDay: Text,
  lastDay: Text,
  answer: z.enum(['accepted', 'declined']),
  name: z.string().catch(''),
  reason: z.string().catch(''),
  from1: Text,
  to1: Text,
  from2: Text,
  to2: Text,
  langue: Langue,
})
type Form = z.infer<typeof Form>

/** `/h/…`: the page of a host centre, opened by its secret address. Reading changes nothing; answering is a POST. */
export function hostPageRoutes(ports: Ports) {
  return new Hono<Env>()
    .get('/host.css', allow('public'), serveStatic({ path: 'web/host/host-link.css' }))
    .get('/h/:token', allow('public'), async (c) => {
      discreet(c)
      const language = Langue.parse(c.req.query('langue'))
      const contents = await followHostLink(ports, c.req.param('token'))
      if (isRefusal(contents)) return lost(c, contents, language)
      return c.html(hostPage(contents, c.req.param('token'), language, stepOf(c, contents)))
    })
    .post('/h/:token', allow('public'), async (c) => {
      discreet(c)
      const token = c.req.param('token')
      // A form no browser would send reads as one without an answer.
      const form = Form.safeParse(await c.req.parseBody().catch(() => null))
      if (!form.success) return c.redirect(`/h/${encodeURIComponent(token)}`, 303)
      const { langue, stopId, name, reason } = form.data
      const input = inputOf(form.data)
      const done = isRefusal(input) ? input : await answerByHostLink(ports, token, stopId, input)
      if (!isRefusal(done)) {
        const answer = form.data.answer === 'accepted' ? 'yes' : 'no'
        return c.redirect(`/h/${encodeURIComponent(token)}?dit=${answer}&langue=${langue}`, 303)
      }
      const contents = await followHostLink(ports, token)
      if (isRefusal(contents)) return lost(c, contents, langue)
      const { status, body } = toProblem(done, langue)
      const at = form.data.answer === 'accepted' ? ('yes' as const) : ('no' as const)
      const step: HostStep = contents.stops.some((stop) => stop.stopId === stopId)
        ? { at, stopId, fault: body.message, typed: { name, reason } }
        : { at: 'list' }
      return c.html(hostPage(contents, token, langue, step), status)
    })
}

function stepOf(c: Context, { stops }: HostLinkContents): HostStep {
  const said = z.enum(['yes', 'no']).safeParse(c.req.query('dit'))
  if (said.success) return { at: 'said', answer: said.data }
  const asked = Asked.safeParse(c.req.query())
  if (!asked.success || !stops.some((stop) => stop.stopId === asked.data.etape)) return { at: 'list' }
  return { at: asked.data.reponse, stopId: asked.data.etape, fault: null, typed: { name: '', reason: '' } }
}

/** The answer a form holds; a period with one date missing is that one day. Refuses what is no date, or too long. */
function inputOf(form: Form): HostAnswerInput | Refusal {
  const { firstDay, lastDay, answer, name, reason } = form
  const offered = [
    [form.from1, form.to1],
    [form.from2, form.to2],
  ].flatMap(([from, to]) => (from || to ? [{ firstDay: from || to, lastDay: to || from }] : []))
  const input = HostAnswerInput.safeParse({ firstDay, lastDay, answer, name, reason, offered })
  if (input.success) return input.data
  const isOffer = input.error.issues.some((issue) => issue.path[0] === 'offered')
  return refuse(isOffer ? 'offered_days_wrong' : 'bad_request')
}

/** Neither kept by a browser or a proxy, nor indexed. */
function discreet(c: Context): void {
  c.header('Cache-Control', 'no-store')
  c.header('X-Robots-Tag', 'noindex, nofollow')
}

function lost(c: Context, refusal: Refusal, language: Language) {
  return c.html(noHostLinkPage(language), refusal.refusal === 'host_link_expired' ? 410 : 404)
}
