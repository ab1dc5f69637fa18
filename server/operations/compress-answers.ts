import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import type { Env } from '../access/env.ts'

const zip = promisify(gzip)
/** Whoever says `gzip` and not that they want none of it. */
const TAKES_GZIP = /(^|[\s,])gzip(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i
/** Under this many bytes what is saved on the way is not worth the processor. */
const WORTH_IT = 4_096
/** The next levels take twice as long for a tenth less. */
const LEVEL = { level: constants.Z_BEST_SPEED }

/** Compresses files and pages as they flow, and answers in JSON whole, off the main thread, when they are long. */
export function compressAnswers(): MiddlewareHandler<Env> {
  const flowing = compress()
  return (c, next) => (c.req.path.startsWith('/api/') ? compressWhole(c, next) : flowing(c, next))
}

const compressWhole: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const { res } = c
  if (!res.headers.get('Content-Type')?.startsWith('application/json') || c.req.method === 'HEAD') return
  const plain = new Uint8Array(await res.arrayBuffer())
  const isZipped = plain.length >= WORTH_IT && TAKES_GZIP.test(c.req.header('Accept-Encoding') ?? '')
  const bytes = isZipped ? new Uint8Array(await zip(plain, LEVEL)) : plain
  // Given back as a whole it is sent with its length, at once; put over another answer it would flow again.
  c.res = undefined
  c.res = new Response(bytes, { status: res.status, headers: res.headers })
  if (isZipped) c.header('Content-Encoding', 'gzip')
  if (plain.length >= WORTH_IT) c.header('Vary', 'Accept-Encoding')
}
