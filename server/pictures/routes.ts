import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { OfDraftPicture, OfReferralPictures, PictureId, PicturePlace } from '../../shared/picture.ts'
import { refuse } from '../../shared/problem.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse, ProblemError } from '../problems.ts'
import { forgetPicture, keepPicture } from './keep-picture.ts'
import { listDraftPictures, listReferralPictures, openPicture } from './open-picture.ts'
import { readPictureRules } from './picture-store.ts'

/** `/api/pictures`: what a GP photographs, kept with the draft, then with the referral. */
export function pictureRoutes(ports: Ports) {
  return new Hono<Env>()
    .get('/rules', allow('gp'), async (c) => c.json(await readPictureRules(ports.db)))
    .get('/drafts/:draftId', allow('gp'), valid('param', z.object({ draftId: z.uuid() })), async (c) =>
      c.json(orRefuse(await listDraftPictures(ports, c.get('person'), c.req.valid('param').draftId))),
    )
    .put(
      '/drafts/:draftId/:uploadId',
      allow('gp'),
      pictureLimit(ports),
      valid('param', OfDraftPicture),
      valid('query', PicturePlace),
      async (c) => {
        const { draftId, uploadId: pictureId } = c.req.valid('param')
        const bytes = new Uint8Array(await c.req.arrayBuffer())
        const about = { ...c.req.valid('query'), draftId, pictureId }
        return c.json(orRefuse(await keepPicture(ports, c.get('person'), about, bytes)))
      },
    )
    .delete('/drafts/:draftId/:uploadId', allow('gp'), valid('param', OfDraftPicture), async (c) => {
      const { draftId, uploadId: pictureId } = c.req.valid('param')
      return c.json(orRefuse(await forgetPicture(ports, c.get('person'), { draftId, pictureId })))
    })
    .get('/referrals/:referralId', allow('gp', 'specialist'), valid('param', OfReferralPictures), async (c) =>
      c.json(orRefuse(await listReferralPictures(ports, c.get('person'), c.req.valid('param').referralId))),
    )
    .get(
      '/:pictureId/image',
      allow('gp', 'specialist'),
      valid('param', z.object({ pictureId: PictureId })),
      async (c) => {
        const bytes = orRefuse(await openPicture(ports, c.get('person'), c.req.valid('param').pictureId))
        return c.body(bytes, 200, {
          'Content-Type': 'image/jpeg',
          'Content-Disposition': 'inline; filename="image.jpg"',
        })
      },
    )
}

/** Refuses a body larger than a picture may be, before it is read whole. */
function pictureLimit({ db }: Ports): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { largestSentBytes } = await readPictureRules(db)
    const megabytes = Math.floor(largestSentBytes / 1e6)
    const limit = bodyLimit({
      maxSize: largestSentBytes,
      onError: () => {
        throw new ProblemError(refuse('picture_too_large', { details: { megabytes } }))
      },
    })
    return limit(c, next)
  }
}
