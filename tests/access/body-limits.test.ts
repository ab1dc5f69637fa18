import { describe, expect, it } from 'vitest'
import { MOST_DOCUMENT_BYTES } from '../../server/tours/keep-document.ts'
import { MAX_LAYER_CHARACTERS } from '../../shared/need.ts'
import { PictureRules } from '../../shared/picture.ts'
import { testApp } from '../support/test-app.ts'
import { dataRoutes } from './data-routes.ts'

const KIB = 1024
const COMMON = KIB * KIB
/** What takes more than the others, each with who may call it and what it takes at most, its envelope included. */
const LARGER: Readonly<Record<string, { by: string; bytes: number }>> = {
  'PUT /api/pictures/drafts/:draftId/:uploadId': { by: 'Olive', bytes: PictureRules.parse({}).largestSentBytes },
  'POST /api/readiness/stops/:stopId/documents': { by: 'Perle', bytes: MOST_DOCUMENT_BYTES + 20_000 },
  'PUT /api/needs/underserved': { by: 'Perle', bytes: MAX_LAYER_CHARACTERS + 64 * KIB },
}
const SOME_ID = '00000000-0000-4000-8000-00000000ffff'

describe('a body larger than its route takes', () => {
  it('is refused by every route that takes one, before anybody reads it whole', async () => {
    const demo = await testApp()
    const stranger = await demo.rawAs()
    const tooLarge = 'x'.repeat(COMMON + 1)
    const taking = dataRoutes(demo.app).filter(({ method }) => ['POST', 'PUT', 'PATCH'].includes(method))
    expect(taking.length).toBeGreaterThan(80)
    const passed: string[] = []
    for (const { method, path } of taking) {
      const larger = LARGER[`${method} ${path}`]
      const ask = larger ? await demo.rawAs(larger.by) : stranger
      const concrete = path.replace(/:\w+(\{[^}]*\})?/g, SOME_ID)
      const body = larger ? 'x'.repeat(larger.bytes + 1) : tooLarge
      const answer = await ask(concrete, { method, body, headers: { 'Content-Length': String(body.length) } })
      if (answer.status !== 413) passed.push(`${method} ${path}: ${answer.status}`)
    }
    expect(passed).toEqual([])
    await demo.ports.planner.close()
    await demo.ports.db.destroy()
  })
})
