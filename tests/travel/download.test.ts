import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { downloadExtract, isRegionName } from '../../server/travel/roads/download-extract.ts'

const EXTRACT = Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251))

describe('the download of a region’s extract', () => {
  let folder: string
  let file: string
  let ranges: (string | undefined)[]
  let cutAt: number | null
  const server = createServer((request, response) => {
    ranges.push(request.headers.range)
    if (!request.url?.startsWith('/limousin-latest')) {
      response.writeHead(404)
      return response.end()
    }
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (start >= EXTRACT.length) {
      response.writeHead(416)
      return response.end()
    }
    response.writeHead(start > 0 ? 206 : 200, { 'content-length': EXTRACT.length - start })
    if (cutAt === null) return response.end(EXTRACT.subarray(start))
    // Long enough for what was sent to arrive before the line breaks.
    response.write(EXTRACT.subarray(start, cutAt), () => setTimeout(() => response.destroy(), 300))
    return undefined
  })

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'escale-download-'))
    file = join(folder, 'limousin-latest.osm.pbf')
    ranges = []
    cutAt = null
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await rm(folder, { recursive: true })
  })
  const from = () => ({ server: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })

  it('fetches it whole and says how far it is', async () => {
    const shares: number[] = []
    expect(await downloadExtract('limousin', file, { ...from(), progress: (share) => shares.push(share) })).toBeNull()
    expect(await readFile(file)).toEqual(EXTRACT)
    expect(shares.at(-1)).toBe(1)
  })

  it('goes on where it was interrupted', async () => {
    cutAt = 2000
    expect(await downloadExtract('limousin', file, from())).toEqual({ refusal: 'download_interrupted' })
    cutAt = null
    const had = (await readFile(`${file}.part`)).length
    expect(had).toBeGreaterThan(0)
    expect(await downloadExtract('limousin', file, from())).toBeNull()
    expect(ranges[1]).toBe(`bytes=${had}-`)
    expect(await readFile(file)).toEqual(EXTRACT)
  })

  it('takes a part that was already whole', async () => {
    await writeFile(`${file}.part`, EXTRACT)
    expect(await downloadExtract('limousin', file, from())).toBeNull()
    expect(await readFile(file)).toEqual(EXTRACT)
  })

  it('refuses a region that does not exist, and a server that does not answer', async () => {
    expect(await downloadExtract('atlantide', file, from())).toMatchObject({ refusal: 'unknown_region' })
    expect(await downloadExtract('limousin', file, { server: 'http://127.0.0.1:9' })).toEqual({
      refusal: 'download_unreachable',
    })
    expect(['nouvelle-aquitaine', '../secret', 'Paris', 'extract.osm.pbf'].map(isRegionName)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})
