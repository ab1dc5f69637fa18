import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { MessageLanguage } from '../../shared/message.ts'
import { typographic } from '../../shared/place-names.ts'
import { isRefusal, type Refusal } from '../../shared/problem.ts'
import { instantAt } from '../../shared/time.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import type { Ports } from '../ports.ts'
import { ProblemError } from '../problems.ts'
import { calendarFile } from './calendar-file.ts'
import { answerByLink, type FollowedLink, followPatientLink } from './follow-patient-link.ts'
import { noLinkPage, type PatientPageView, type PatientStep, patientPage } from './patient-page.ts'
import { patientTexts } from './patient-texts.ts'
import { townsAround } from './towns-around.ts'
import { centreInWords } from './wording.ts'

const Step = z.enum(['yes', 'no', 'contact', 'too_late', 'sure'])
const Answer = z.object({
  answer: z.enum(['yes', 'no', 'contact']),
  langue: MessageLanguage.optional().catch(undefined),
})

/** `/r/…`: the pages patients open from an SMS. Reading changes nothing, since telephones open links by themselves; answering is a POST. */
export function patientRoutes(ports: Ports) {
  const languageOf = (c: Context, ofPatient: MessageLanguage): MessageLanguage => {
    const asked = MessageLanguage.safeParse(c.req.query('langue'))
    return asked.success ? asked.data : ofPatient
  }
  return new Hono<Env>()
    .get('/patient.css', allow('public'), serveStatic({ path: 'web/patient/patient.css' }))
    .get('/r/:token', allow('public'), async (c) => {
      discreet(c)
      const token = c.req.param('token')
      const followed = await followPatientLink(ports, token)
      if (isRefusal(followed)) return lost(c, followed, languageOf(c, 'fr'))
      const language = languageOf(c, followed.appointment.language)
      const step: PatientStep = Step.safeParse(c.req.query('etape')).data ?? null
      return c.html(patientPage(viewOf(ports, token, followed), language, step))
    })
    .post('/r/:token', allow('public'), async (c) => {
      discreet(c)
      const token = c.req.param('token')
      // A form no browser would send reads as one without an answer.
      const given = Answer.safeParse(await c.req.parseBody().catch(() => null))
      if (!given.success) return c.redirect(`/r/${encodeURIComponent(token)}`, 303)
      const { answer, langue } = given.data
      const done = await answerByLink(ports, token, answer)
      if (isRefusal(done)) return lost(c, done, langue ?? 'fr')
      return c.redirect(`/r/${encodeURIComponent(token)}?etape=${done}${langue ? `&langue=${langue}` : ''}`, 303)
    })
    .get('/r/:token/rendez-vous.ics', allow('public'), async (c) => {
      discreet(c)
      const followed = await followPatientLink(ports, c.req.param('token'))
      if (isRefusal(followed)) throw new ProblemError(followed)
      const { appointment } = followed
      const file = calendarFile({
        appointmentId: appointment.appointmentId,
        startsAt: instantAt(appointment.date, appointment.start, appointment.zone),
        endsAt: instantAt(appointment.date, appointment.end, appointment.zone),
        summary: patientTexts(appointment.language).event,
        place: placeOf(ports, followed),
        writtenAt: ports.clock.now(),
      })
      return c.body(file, 200, {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': 'attachment; filename="rendez-vous.ics"',
      })
    })
}

/** Neither kept by a browser or a proxy, nor indexed. */
function discreet(c: Context): void {
  c.header('Cache-Control', 'no-store')
  c.header('X-Robots-Tag', 'noindex, nofollow')
}

function lost(c: Context, refusal: Refusal, language: MessageLanguage) {
  const phone = refusal.details?.phone
  const page = noLinkPage(language, c.req.path, typeof phone === 'string' ? phone : null)
  return c.html(page, refusal.refusal === 'link_expired' ? 410 : 404)
}

const communeOf = ({ territory }: Ports, { appointment }: FollowedLink): string =>
  territory.byInsee(appointment.communeInsee)?.name ?? ''

function placeOf(ports: Ports, followed: FollowedLink): string {
  const centre = centreInWords(communeOf(ports, followed), followed.appointment.language)
  return followed.appointment.address ? `${centre}, ${followed.appointment.address}` : centre
}

function viewOf(ports: Ports, token: string, followed: FollowedLink): PatientPageView {
  const { appointment, isPast } = followed
  return {
    ...appointment,
    token,
    isPast,
    place: typographic(communeOf(ports, followed)),
    towns: townsAround(appointment.lngLat, ports.territory.communes).map((town) => ({
      ...town,
      name: typographic(town.name),
    })),
  }
}
