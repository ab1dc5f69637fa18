import { pino } from 'pino'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { personNamed } from '../../server/demo/people.ts'
import { DEFAULT_CHECKLIST, newChecklist } from '../../server/tours/readiness.ts'
import type { ReadinessTask } from '../../shared/readiness.ts'
import { LocalDate } from '../../shared/time.ts'
import type { ReadinessItem } from '../../shared/tour.ts'
import { EICAR, scanningServer } from '../support/scanning-server.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')

describe(`readiness of a stop on ${ENGINE}`, () => {
  let app: Awaited<ReturnType<typeof testApp>>
  let scanner: Awaited<ReturnType<typeof scanningServer>>
  let stopId: string
  let otherStopId: string
  let tourId: string
  const printed: string[] = []
  const as = async (name: string) => {
    const raw = await app.rawAs(name)
    return async (method: string, path: string, body?: unknown) => {
      const answer = await raw(`/api${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
      return { status: answer.status, body: (await answer.json()) as never }
    }
  }
  const send = async (name: string, file: Uint8Array | null, fileName = 'Accord signé.pdf', item = 'pitch') => {
    const raw = await app.rawAs(name)
    const form = new FormData()
    form.set('item', item)
    if (file) form.set('file', new File([new Uint8Array(file)], fileName))
    const built = new Request('http://localhost/', { method: 'POST', body: form })
    const answer = await raw(`/api/readiness/stops/${stopId}/documents`, {
      method: 'POST',
      headers: { 'Content-Type': built.headers.get('content-type')! },
      body: Buffer.from(await built.arrayBuffer()),
    })
    return { status: answer.status, body: (await answer.json()) as { documentId: string; code: string } }
  }
  const pitch = async () => {
    const { checklist } = (await (await as('Perle'))('GET', `/stops/${stopId}/readiness`)).body as {
      checklist: ReadinessItem[]
    }
    return checklist.find((line) => line.item === 'pitch')!
  }

  afterAll(() => scanner.close())
  beforeAll(async () => {
    scanner = await scanningServer()
    const log = pino({ level: 'error' }, { write: (line: string) => void printed.push(line) })
    app = await testApp({ seed: 'people', env: { ANTIVIRUS_URL: scanner.url }, log })
    const planner = await as('Perle')
    const { centres } = (await planner('GET', '/tours/places')).body as {
      centres: { centreId: string; name: string }[]
    }
    const at = (name: string) => centres.find((centre) => centre.name.includes(name))!.centreId
    const stops = [
      { centreId: at('Mas'), firstDay: '2026-02-10', lastDay: '2026-02-12' },
      { centreId: at('Ajain'), firstDay: '2026-03-03', lastDay: '2026-03-05' },
    ]
    const draft = { unitId: mobilderm.unitId, name: 'Essai', fromDate: '2026-02-01', toDate: '2026-03-31', stops }
    tourId = ((await planner('POST', '/tours', draft)).body as { tourId: string }).tourId
    const tour = (await planner('GET', `/tours/${tourId}`)).body as {
      tour: { revision: number }
      stops: { stopId: string }[]
    }
    stopId = tour.stops[0]!.stopId
    otherStopId = tour.stops[1]!.stopId
    await planner('POST', `/tours/${tourId}/state`, { state: 'proposed', revision: tour.tour.revision })
  })

  it('keeps a PDF as it is, sealed, and gives it back as a file nobody else keeps', async () => {
    const { status, body } = await send('Garance', PDF)
    expect(status).toBe(201)
    expect((await pitch()).documents).toMatchObject([
      { name: 'Accord signé.pdf', mediaType: 'application/pdf', sizeBytes: PDF.length, addedBy: 'Garance Exemple' },
    ])
    const stored = await app.ports.db.selectFrom('readiness_document').selectAll().execute()
    expect(JSON.stringify(stored)).not.toContain(PDF.toString('base64').slice(0, 20))
    const answer = await (await app.rawAs('Perle'))(`/api/readiness/documents/${body.documentId}`)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PDF)
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="document"; filename*=UTF-8\'\'Accord%20sign%C3%A9.pdf',
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('draws a picture again without where and when it was taken', async () => {
    const taken = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#336699' } })
      .withExif({ IFD0: { Make: 'Secret' } })
      .png()
      .toBuffer()
    const { body } = await send('Perle', taken, 'C:\\photos\\place.png')
    const answer = await (await app.rawAs('Garance'))(`/api/readiness/documents/${body.documentId}`)
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.includes('Secret')).toBe(false)
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    expect((await pitch()).documents.map(({ name }) => name)).toContain('place.jpg')
  })

  it('tells a file by its bytes, refuses what it cannot read, nothing at all and what is too large', async () => {
    const page = Buffer.from('<html><script>alert(1)</script></html>')
    expect(await send('Garance', page, 'accord.pdf')).toMatchObject({ body: { code: 'document_unknown_kind' } })
    expect(await send('Garance', PDF.subarray(0, 20))).toMatchObject({ body: { code: 'document_unknown_kind' } })
    expect(await send('Garance', null)).toMatchObject({ status: 422, body: { code: 'document_missing' } })
    expect(await send('Garance', PDF, 'a.pdf', 'piano')).toMatchObject({ body: { code: 'unknown_checklist_item' } })
    const large = Buffer.concat([PDF, Buffer.alloc(5_100_000), PDF])
    expect(await send('Garance', large)).toMatchObject({ status: 413, body: { code: 'document_too_large' } })
  })

  it('passes the antivirus as it came; what is infected or was not read is refused in words, and none of it is kept', async () => {
    const kept = () => app.ports.db.selectFrom('readiness_document').select('id').execute()
    const before = await kept()
    expect(await send('Garance', PDF)).toMatchObject({ status: 201 })
    expect(scanner.files.at(-1)!.equals(PDF)).toBe(true)
    const infected = Buffer.concat([PDF, EICAR, PDF])
    for (const file of [infected, EICAR]) {
      expect(await send('Garance', file)).toMatchObject({
        status: 422,
        body: { code: 'upload_infected', message: expect.stringContaining('rien n’a été gardé') },
      })
    }
    const noted = await app.ports.db
      .selectFrom('access_log')
      .selectAll()
      .where('action', '=', 'upload_refused')
      .execute()
    const who = { role: 'coordinator', resource: 'stop', resource_id: stopId, purpose: 'antivirus' }
    expect(noted).toMatchObject([who, who])
    expect(noted[0]!.person_id).toBe(personNamed('Garance').id)
    scanner.answer('failing')
    expect(await send('Garance', PDF)).toMatchObject({
      status: 503,
      body: { code: 'upload_unscanned', message: expect.stringContaining('Réessayez') },
    })
    scanner.answer('at_once')
    const failed = { refusal: 'upload_unscanned', requestId: expect.any(String), msg: 'a request failed' }
    expect(printed.map((line) => JSON.parse(line))).toContainEqual(expect.objectContaining(failed))
    expect(printed.join('')).not.toMatch(/Accord|Garance/)
    expect(await kept()).toHaveLength(before.length + 1)
    expect(await send('Garance', PDF)).toMatchObject({ status: 201 })
  })

  it('is open to the centre it is about and to planners alone, and only its sender takes it away', async () => {
    const { documentId } = (await send('Garance', PDF)).body
    expect((await send('Jonquille', PDF)).status).toBe(404)
    for (const [name, status] of [
      ['Jonquille', 404],
      ['Olive', 403],
      ['Saturnin', 403],
    ] as const) {
      expect((await (await as(name))('GET', `/readiness/documents/${documentId}`)).status, name).toBe(status)
    }
    expect(await (await as('Perle'))('DELETE', `/readiness/documents/${documentId}`)).toMatchObject({
      status: 409,
      body: { code: 'document_of_somebody_else' },
    })
    expect((await (await as('Garance'))('DELETE', `/readiness/documents/${documentId}`)).status).toBe(200)
    expect((await (await as('Garance'))('GET', `/readiness/documents/${documentId}`)).status).toBe(404)
  })

  it('reminds each owner of what is theirs, late points first, until it is settled', async () => {
    const tasksOf = async (name: string) =>
      ((await (await as(name))('GET', '/readiness/tasks')).body as { tasks: ReadinessTask[] }).tasks
    const garance = await tasksOf('Garance')
    expect(garance.map((task) => task.item)).toContain('mayor_permission')
    expect(garance.every((task) => task.owner === 'centre' && task.stopId === stopId)).toBe(true)
    expect(garance[0]).toMatchObject({ item: 'mayor_permission', late: true })
    const perle = await tasksOf('Perle')
    expect(perle.map((task) => task.item)).toContain('power')
    expect(new Set(perle.map((task) => task.stopId))).toEqual(new Set([stopId, otherStopId]))
    expect(await tasksOf('Saturnin')).toEqual([])
    const edit = { item: 'mayor_permission', state: 'green', owner: 'centre', dueDate: null, note: 'Arrêté reçu' }
    await (await as('Garance'))('PUT', `/stops/${stopId}/readiness`, edit)
    expect((await tasksOf('Garance')).map((task) => task.item)).not.toContain('mayor_permission')
  })

  it('starts from the unit’s own list once it has one', async () => {
    const planner = await as('Perle')
    const template = `/readiness/templates/${mobilderm.unitId}`
    expect(((await planner('GET', template)).body as { lines: unknown[] }).lines).toHaveLength(DEFAULT_CHECKLIST.length)
    const lines = [
      { item: 'lodging', label: null, owner: 'operator', daysBefore: 30 },
      { item: 'dermoscope', label: 'Dermatoscope étalonné', owner: 'specialist', daysBefore: 7 },
    ]
    expect(await planner('PUT', template, { lines: [...lines, lines[0]] })).toMatchObject({
      body: { code: 'template_item_twice' },
    })
    expect((await planner('PUT', template, { lines })).status).toBe(200)
    const { centres } = (await planner('GET', '/tours/places')).body as { centres: { centreId: string }[] }
    const stops = [{ centreId: centres[0]!.centreId, firstDay: '2026-04-14', lastDay: '2026-04-15' }]
    const draft = { unitId: mobilderm.unitId, name: 'Suite', fromDate: '2026-04-01', toDate: '2026-04-30', stops }
    const made = (await planner('POST', '/tours', draft)).body as { tourId: string }
    const tour = (await planner('GET', `/tours/${made.tourId}`)).body as { stops: { stopId: string }[] }
    const { checklist } = (await planner('GET', `/stops/${tour.stops[0]!.stopId}/readiness`)).body as {
      checklist: ReadinessItem[]
    }
    expect(checklist.map(({ item, label, dueDate }) => [item, label, dueDate])).toEqual([
      ['lodging:2026-04-14', null, '2026-03-15'],
      ['dermoscope', 'Dermatoscope étalonné', '2026-04-07'],
    ])
  })

  it('asks for lodging each night between the days of a stop', () => {
    const nights = newChecklist(LocalDate.parse('2026-02-10'), LocalDate.parse('2026-02-12'))
      .map(({ item }) => item)
      .filter((item) => item.startsWith('lodging'))
    expect(nights).toEqual(['lodging:2026-02-10', 'lodging:2026-02-11'])
  })
})
