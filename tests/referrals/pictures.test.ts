import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { erasePictures } from '../../server/pictures/erase-pictures.ts'
import { transaction } from '../../server/store/database.ts'
import type { PictureLine } from '../../shared/picture.ts'
import type { ReferralRecord } from '../../shared/referral.ts'
import { addMinutes, type Instant } from '../../shared/time.ts'
import { CAMERA_WORDS, pixelsOf, telephonePicture } from '../support/sample-picture.ts'
import { EICAR, scanningServer } from '../support/scanning-server.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { lesion, MAS, referralOf } from './sample.ts'

type Request = (path: string, init?: RequestInit) => Promise<Response>

/** An animated PNG: one whose animation chunk stands before its data. */
function animatedPng(still: Buffer): Buffer {
  const chunk = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('acTL'), Buffer.alloc(12)])
  const afterHeader = 33
  return Buffer.concat([still.subarray(0, afterHeader), chunk, still.subarray(afterHeader)])
}

describe(`pictures of a referral on ${ENGINE}`, () => {
  let demo: Awaited<ReturnType<typeof testApp>>
  let gp: Request
  let scanner: Awaited<ReturnType<typeof scanningServer>>
  beforeAll(async () => {
    scanner = await scanningServer()
    demo = await testApp({ seed: 'demo', env: { ANTIVIRUS_URL: scanner.url } })
    gp = await demo.rawAs('Olive')
  })
  afterAll(async () => {
    await demo.ports.planner.close()
    await scanner.close()
  })

  const newDraft = async (request: Request = gp): Promise<string> => {
    const draftId = randomUUID()
    const body = JSON.stringify({ centreId: MAS, revision: 0, body: { note: '' } })
    expect((await request(`/api/referrals/drafts/${draftId}`, { method: 'PUT', body })).status).toBe(200)
    return draftId
  }
  const put = (
    draftId: string,
    bytes: Buffer,
    {
      lesionKey = randomUUID() as string,
      framing = 'overview',
      pictureId = randomUUID() as string,
      type = 'image/jpeg',
      request = gp,
    } = {},
  ) => {
    const place = new URLSearchParams({ specialty: 'dermatology', lesionKey, framing })
    return request(`/api/pictures/drafts/${draftId}/${pictureId}?${place}`, {
      method: 'PUT',
      body: new Uint8Array(bytes),
      headers: { 'Content-Type': type },
    })
  }
  const listed = async (path: string, request: Request = gp) => (await (await request(path)).json()) as PictureLine[]
  const send = async (draftId: string, keys: string[]) => {
    const lesions = keys.map((key) => ({ ...lesion(), key }))
    const body = JSON.stringify(referralOf({ draftId, lesions }))
    const answer = await gp('/api/referrals', { method: 'POST', body })
    expect(answer.status).toBe(200)
    return ((await answer.json()) as { referralId: string }).referralId
  }

  it('draws a telephone’s picture again: upright, no larger than asked, with nothing beside its pixels', async () => {
    const draftId = await newDraft()
    const original = await telephonePicture({ width: 2400, height: 1800 })
    expect(original.includes(CAMERA_WORDS) && original.includes('Exif')).toBe(true)
    const kept = (await (await put(draftId, original)).json()) as PictureLine
    expect([kept.width, kept.height], 'turned as the camera was held').toEqual([1200, 1600])
    const shown = await gp(`/api/pictures/${kept.pictureId}/image`)
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect(shown.headers.get('content-type')).toBe('image/jpeg')
    const bytes = Buffer.from(await shown.arrayBuffer())
    const { exif, xmp, iptc, icc, format, orientation } = await sharp(bytes).metadata()
    expect({ exif, xmp, iptc, icc, format, orientation }).toEqual({ format: 'jpeg' })
    expect(bytes.includes(CAMERA_WORDS) || bytes.includes('Exif')).toBe(false)
    expect(kept.thumbnail).toMatch(/^data:image\/jpeg;base64,/)
    expect(kept.thumbnail.length).toBeLessThan(60_000)
  })

  it('takes PNG and WebP under any declared type', async () => {
    const draftId = await newDraft()
    const raw = sharp(pixelsOf(300, 200, 4), { raw: { width: 300, height: 200, channels: 3 } })
    for (const bytes of [await raw.clone().png().toBuffer(), await raw.clone().webp().toBuffer()]) {
      const answer = await put(draftId, bytes, { type: 'application/octet-stream' })
      expect(answer.status).toBe(200)
    }
  })

  const still = sharp(pixelsOf(60, 40, 2), { raw: { width: 60, height: 40, channels: 3 } })
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
  const frames = Buffer.concat([pixelsOf(40, 40, 1), pixelsOf(40, 40, 9)])
  const moving = sharp(frames, { raw: { width: 40, height: 80, channels: 3, pageHeight: 40 } })
  const bomb = () =>
    sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
  const refused: [string, () => Promise<Buffer>, number, string, RegExp][] = [
    [
      'a text named .jpg',
      async () => Buffer.from('bonjour, ceci est un texte'),
      422,
      'not_a_picture',
      /JPEG, PNG ou WebP/,
    ],
    ['nothing at all', async () => Buffer.alloc(0), 422, 'not_a_picture', /JPEG, PNG ou WebP/],
    ['a vector drawing', async () => Buffer.from(svg), 422, 'not_a_picture', /n’est pas une photo/],
    [
      'a page disguised by a first byte',
      async () => Buffer.from('\xff\xd8\xff<script>', 'latin1'),
      422,
      'picture_damaged',
      /abîmée/,
    ],
    [
      'a JPEG cut short',
      async () => (await telephonePicture()).subarray(0, 9000),
      422,
      'picture_damaged',
      /incomplète/,
    ],
    ['an animated GIF', () => moving.clone().gif().toBuffer(), 422, 'picture_animated', /animée/],
    ['an animated WebP', () => moving.clone().webp().toBuffer(), 422, 'picture_animated', /animée/],
    [
      'an animated PNG',
      async () => animatedPng(await still.clone().png().toBuffer()),
      422,
      'picture_animated',
      /animée/,
    ],
    ['81 million pixels in a few kilobytes', bomb, 422, 'picture_too_many_pixels', /50 millions/],
    ['60 megabytes', async () => Buffer.alloc(60_000_000, 0xff), 413, 'picture_too_large', /8 Mo au plus/],
  ]
  for (const [what, bytes, status, code, words] of refused) {
    it(`refuses ${what}, in words`, async () => {
      const draftId = await newDraft()
      const answer = await put(draftId, await bytes())
      const problem = (await answer.json()) as { code: string; message: string }
      expect([answer.status, problem.code]).toEqual([status, code])
      expect(problem.message).toMatch(words)
      expect(await listed(`/api/pictures/drafts/${draftId}`)).toEqual([])
    })
  }

  it('gives the antivirus what came before it is decoded; nothing infected or unread is kept, and sending again is enough', async () => {
    const draftId = await newDraft()
    const pictureId = randomUUID()
    const picture = await telephonePicture({ seed: 5 })
    const send = async (bytes: Buffer) => {
      const answer = await put(draftId, bytes, { pictureId })
      return { status: answer.status, body: (await answer.json()) as object }
    }
    expect(await send(EICAR)).toMatchObject({ status: 422, body: { code: 'upload_infected' } })
    const infected = Buffer.concat([picture, EICAR])
    expect(await send(infected)).toMatchObject({ status: 422, body: { code: 'upload_infected' } })
    const log = await demo.ports.db.selectFrom('access_log').selectAll().where('resource_id', '=', draftId).execute()
    const line = { role: 'gp', action: 'upload_refused', resource: 'draft' }
    expect(log.filter(({ purpose }) => purpose === 'antivirus')).toMatchObject([line, line])
    scanner.answer('cut_short')
    expect(await send(picture)).toMatchObject({ status: 503, body: { code: 'upload_unscanned' } })
    expect(await listed(`/api/pictures/drafts/${draftId}`)).toEqual([])
    scanner.answer('at_once')
    expect(await send(picture)).toMatchObject({ status: 200 })
    expect(scanner.files.at(-1)!.equals(picture)).toBe(true)
    expect(await listed(`/api/pictures/drafts/${draftId}`)).toHaveLength(1)
  })

  it('keeps one picture a place, however often it is sent, and no tenth one', async () => {
    const draftId = await newDraft()
    const lesionKey = randomUUID()
    const pictureId = randomUUID()
    const bytes = await telephonePicture()
    await put(draftId, bytes, { lesionKey, pictureId })
    await put(draftId, bytes, { lesionKey, pictureId })
    expect(await listed(`/api/pictures/drafts/${draftId}`)).toHaveLength(1)
    const replacing = (await (await put(draftId, bytes, { lesionKey })).json()) as PictureLine
    expect((await listed(`/api/pictures/drafts/${draftId}`)).map((one) => one.pictureId)).toEqual([replacing.pictureId])
    const framings = ['overview', 'close_up', 'dermoscopic']
    for (const key of [lesionKey, randomUUID(), randomUUID()]) {
      for (const framing of framings) {
        expect((await put(draftId, bytes, { lesionKey: key, framing })).status).toBe(200)
      }
    }
    const tenth = await put(draftId, bytes)
    expect([tenth.status, ((await tenth.json()) as { code: string }).code]).toEqual([409, 'too_many_pictures'])
    const other = await put(draftId, bytes, { framing: 'portrait' })
    expect(((await other.json()) as { code: string }).code).toBe('framing_unknown')
  })

  it('hands pictures over to the referral with their item, and drops those of an item that was removed', async () => {
    const draftId = await newDraft()
    const [first, removed, last] = [randomUUID(), randomUUID(), randomUUID()]
    for (const key of [first, removed, last]) await put(draftId, await telephonePicture(), { lesionKey: key })
    const referralId = await send(draftId, [last, first])
    const kept = await listed(`/api/pictures/referrals/${referralId}`)
    expect(kept.map(({ lesionKey, lesion: place }) => [lesionKey, place]).sort()).toEqual(
      [
        [last, 0],
        [first, 1],
      ].sort(),
    )
    const { clinical } = (await (await gp(`/api/referrals/${referralId}`)).json()) as ReferralRecord
    expect(Object.keys(clinical.lesions[0]!)).toEqual(['answers'])
    const left = await demo.ports.db.selectFrom('picture').select('id').where('draft_id', '=', draftId).execute()
    expect(left).toEqual([])
  })

  it('shows them to whoever sees the clinical part, and to nobody else', async () => {
    const draftId = await newDraft()
    const key = randomUUID()
    const { pictureId } = (await (
      await put(draftId, await telephonePicture(), { lesionKey: key })
    ).json()) as PictureLine
    const others = ['Basile', 'Prune', 'Garance', 'Saturnin', 'Perle', 'Camélia', undefined] as const
    const statuses = async (names: readonly (string | undefined)[], path: string) =>
      Promise.all(names.map(async (name) => (await (await demo.rawAs(name))(path)).status))
    const hidden = [404, 404, 403, 404, 403, 403, 401]
    expect(await statuses(others, `/api/pictures/${pictureId}/image`)).toEqual(hidden)
    const referralId = await send(draftId, [key])
    expect(await statuses(others, `/api/pictures/${pictureId}/image`)).toEqual(hidden)
    expect(await statuses(others, `/api/pictures/referrals/${referralId}`)).toEqual(hidden)
    const log = await demo.ports.db.selectFrom('access_log').selectAll().where('resource_id', '=', pictureId).execute()
    expect(log.map(({ action }) => action)).toEqual(['create'])
    expect((await gp(`/api/pictures/${pictureId}/image`)).status).toBe(200)
    const after = await demo.ports.db
      .selectFrom('access_log')
      .selectAll()
      .where('resource_id', '=', pictureId)
      .execute()
    expect(after.map(({ action, purpose }) => [action, purpose])).toEqual([
      ['create', 'write_referral'],
      ['read', 'look_at_pictures'],
    ])
  })

  it('leaves another’s draft alone, and goes with its own', async () => {
    const draftId = await newDraft()
    const basile = await demo.rawAs('Basile')
    expect((await put(draftId, await telephonePicture(), { request: basile })).status).toBe(404)
    const { pictureId } = (await (await put(draftId, await telephonePicture())).json()) as PictureLine
    expect((await basile(`/api/pictures/drafts/${draftId}/${pictureId}`, { method: 'DELETE' })).status).toBe(404)
    expect((await gp(`/api/referrals/drafts/${draftId}`, { method: 'DELETE' })).status).toBe(200)
    expect((await gp(`/api/pictures/${pictureId}/image`)).status).toBe(404)
  })

  it('holds neither a byte of the picture nor a word of its camera in the database', async () => {
    const draftId = await newDraft()
    const kept = (await (await put(draftId, await telephonePicture({ seed: 77 }))).json()) as PictureLine
    const image = Buffer.from(await (await gp(`/api/pictures/${kept.pictureId}/image`)).arrayBuffer())
    const { rows } = await sql`select * from picture`.execute(demo.ports.db)
    const everything = JSON.stringify(rows)
    expect(everything.length).toBeGreaterThan(image.length)
    const slice = image.subarray(image.length / 2, image.length / 2 + 48)
    for (const form of ['base64', 'hex', 'latin1'] as const) expect(everything).not.toContain(slice.toString(form))
    // Only words too long to arise by chance in so many sealed letters: four of them do, one run in a hundred.
    for (const words of [CAMERA_WORDS, image.subarray(0, 12).toString('base64'), image.toString('latin1', 0, 12)])
      expect(everything).not.toContain(words)
    expect(demo.ports.vault.open(String((rows[0] as { sealed_image: string }).sealed_image))).toMatch(/^\/9j\//)
  })

  it('erases those of referrals answered or closed before a day, and no others', async () => {
    const sentWith = async () => {
      const draftId = await newDraft()
      const key = randomUUID()
      await put(draftId, await telephonePicture(), { lesionKey: key })
      return send(draftId, [key])
    }
    const [closed, open] = [await sentWith(), await sentWith()]
    const { revision } = (await (await gp(`/api/referrals/${closed}`)).json()) as ReferralRecord
    const body = JSON.stringify({ revision, reason: 'withdrawn' })
    expect((await gp(`/api/referrals/${closed}/close`, { method: 'POST', body })).status).toBe(200)
    const now: Instant = demo.ports.clock.now()
    const erase = (answeredBefore: Instant) =>
      transaction(demo.ports.db, (trx) => erasePictures(trx, { answeredBefore }))
    expect(await erase(now)).toBe(0)
    expect(await erase(addMinutes(now, 1))).toBe(1)
    expect(await listed(`/api/pictures/referrals/${closed}`)).toEqual([])
    expect(await listed(`/api/pictures/referrals/${open}`)).toHaveLength(1)
  })
})
