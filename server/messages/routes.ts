import { Hono } from 'hono'
import { z } from 'zod'
import { MessageId } from '../../shared/ids.ts'
import { CallOutcome, MessageKind, MessageLanguage, MessageState, TemplateScope } from '../../shared/message.ts'
import { Instant } from '../../shared/time.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { callList } from './call-list.ts'
import { saveTemplate, setSending } from './change-settings.ts'
import { messageLog, replyLog } from './list-messages.ts'
import { listScopes, listTemplates, previewTemplate } from './list-templates.ts'
import { readMessageSettings } from './message-settings-store.ts'
import { readNews } from './read-news.ts'
import { recordCall } from './record-call.ts'
import { replyAsPatient } from './reply-as-patient.ts'
import { reviewReply } from './review-reply.ts'

const MAX_TEMPLATE = 400
const MAX_REPLY = 300

const LogQuery = z.object({ state: MessageState.optional(), before: Instant.optional() })
const Written = z.object({
  kind: MessageKind,
  language: MessageLanguage,
  template: z.string().trim().min(1).max(MAX_TEMPLATE),
})
const OfScope = z.object({ scope: TemplateScope.default('default') })
const RecordedCall = z.object({
  outcome: CallOutcome,
  attempts: z.int().min(0),
  askToCallBack: z.boolean().default(false),
})

/** `/api/messages`: what was written to patients, what they answered, whom to call. Coordinators of the centre only. */
export function messageRoutes(ports: Ports) {
  return new Hono<Env>()
    .get('/log', allow('coordinator'), valid('query', LogQuery), async (c) => {
      const { state, before } = c.req.valid('query')
      return c.json(await messageLog(ports, c.get('person'), { states: state && [state], before }))
    })
    .get('/replies', allow('coordinator'), async (c) => c.json(await replyLog(ports, c.get('person'))))
    .post(
      '/replies/:replyId/review',
      allow('coordinator'),
      valid('param', z.object({ replyId: z.uuid() })),
      valid('json', z.object({ addToCalls: z.boolean() })),
      async (c) => {
        const review = { ...c.req.valid('param'), ...c.req.valid('json') }
        return c.json(orRefuse(await reviewReply(ports, c.get('person'), review)))
      },
    )
    .post(
      '/demo-reply',
      allow('coordinator'),
      valid('json', z.object({ messageId: MessageId, body: z.string().min(1).max(MAX_REPLY) })),
      async (c) => c.json(orRefuse(await replyAsPatient(ports, c.get('person'), c.req.valid('json')))),
    )
    .get('/news', allow('coordinator'), async (c) => c.json({ version: await readNews(ports, c.get('person')) }))
    .get('/calls', allow('coordinator'), async (c) => c.json(await callList(ports, c.get('person'))))
    .post(
      '/calls/:callTaskId',
      allow('coordinator'),
      valid('param', z.object({ callTaskId: z.uuid() })),
      valid('json', RecordedCall),
      async (c) => {
        const call = { ...c.req.valid('param'), ...c.req.valid('json') }
        return c.json(orRefuse(await recordCall(ports, c.get('person'), call)))
      },
    )
    .get('/templates', allow('coordinator', 'administrator'), valid('query', OfScope), async (c) =>
      c.json(await listTemplates(ports, c.req.valid('query').scope)),
    )
    .get('/templates/scopes', allow('coordinator', 'administrator'), async (c) =>
      c.json(await listScopes(ports, c.get('person'))),
    )
    .post('/templates/preview', allow('coordinator', 'administrator'), valid('json', Written), (c) =>
      c.json(orRefuse(previewTemplate(ports, c.req.valid('json')))),
    )
    .put('/templates', allow('administrator'), valid('json', Written.extend(OfScope.shape)), async (c) =>
      c.json(orRefuse(await saveTemplate(ports, c.get('person'), c.req.valid('json')))),
    )
    .get('/sending', allow('coordinator', 'administrator'), async (c) => {
      const { sendingEnabled } = await readMessageSettings(ports.db)
      return c.json({ sendingEnabled, gateway: ports.sms.name })
    })
    .put('/sending', allow('administrator'), valid('json', z.object({ sendingEnabled: z.boolean() })), async (c) => {
      const { sendingEnabled } = c.req.valid('json')
      await setSending(ports, c.get('person'), sendingEnabled)
      return c.json({ sendingEnabled, gateway: ports.sms.name })
    })
}
