import { isIPv6 } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Env } from '../access/env.ts'

/**
 * Where a request comes from, for counting requests and nothing else. Behind `trustedProxies` reverse proxies it is what
 * the outermost of them wrote in `X-Forwarded-For`; anything further left was typed by the caller and believed by nobody.
 * An IPv6 network counts as one (its first 64 bits); `local` when the application is called in process.
 */
export function clientAddress(c: Context<Env>, trustedProxies: number): string {
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  const isServed = Object.hasOwn(c.env ?? {}, 'incoming')
  const direct = isServed ? getConnInfo(c).remote.address : undefined
  const address = (trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined) || direct || 'local'
  return isIPv6(address) && !address.startsWith('::ffff:') ? networkOf(address) : address
}

function networkOf(address: string): string {
  const [head = '', tail = ''] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === '' ? [] : tail.split(':')
  const zeros = address.includes('::')
    ? Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
    : []
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}
