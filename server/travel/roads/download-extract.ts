import { createWriteStream, existsSync, renameSync, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { type Refusal, refuse } from '../../../shared/problem.ts'

/** Where Geofabrik publishes the extracts of French regions. */
export const GEOFABRIK = 'https://download.geofabrik.de/europe/france'

/** A region as Geofabrik names it: lower case, hyphens. */
export const isRegionName = (text: string): boolean => /^[a-z]+(-[a-z]+)*$/.test(text)

/**
 * Downloads a region's extract to `file`, going on where an interrupted download stopped. Refuses with a code when the
 * region does not exist or the server does not answer; what was received is kept for the next try.
 */
export async function downloadExtract(
  region: string,
  file: string,
  { server = GEOFABRIK, progress = () => {} }: { server?: string; progress?: (share: number) => void } = {},
): Promise<Refusal | null> {
  const part = `${file}.part`
  const had = existsSync(part) ? statSync(part).size : 0
  let response: Response
  try {
    response = await fetch(`${server}/${region}-latest.osm.pbf`, had > 0 ? { headers: { range: `bytes=${had}-` } } : {})
  } catch {
    return refuse('download_unreachable')
  }
  if (response.status === 404) return refuse('unknown_region', { field: 'region' })
  // The part already holds everything: only its new name was missing.
  if (response.status === 416 && had > 0) return finish(part, file)
  if (!response.ok || response.body === null) return refuse('download_failed', { details: { status: response.status } })
  const start = response.status === 206 ? had : 0
  const whole = start + Number(response.headers.get('content-length') ?? 0)
  let received = start
  const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>)
  body.on('data', (chunk: Uint8Array) => {
    received += chunk.length
    if (whole > 0) progress(received / whole)
  })
  try {
    await pipeline(body, createWriteStream(part, { flags: start > 0 ? 'a' : 'w' }))
  } catch {
    return refuse('download_interrupted')
  }
  if (whole > 0 && received < whole) return refuse('download_interrupted')
  return finish(part, file)
}

function finish(part: string, file: string): null {
  renameSync(part, file)
  return null
}

/** What to tell people about each refusal of a download. */
export const DOWNLOAD_REFUSALS: Readonly<Record<string, string>> = {
  download_unreachable:
    'Le serveur de téléchargement est injoignable : vérifiez le réseau, ou donnez un fichier .osm.pbf.',
  unknown_region: 'Cette région n’existe pas chez Geofabrik (exemples : nouvelle-aquitaine, limousin, aquitaine).',
  download_failed: 'Le serveur de téléchargement a refusé la demande.',
  download_interrupted: 'Téléchargement interrompu : relancez la même commande, elle reprendra où elle s’est arrêtée.',
}
