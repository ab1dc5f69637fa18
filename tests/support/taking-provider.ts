import { randomInt } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** Answers as OVHcloud does, a little late, so that a kill may fall before, during or after it takes a message; counts what it took. */
export async function takingProvider() {
  /** How many times each message was taken, by its id. */
  const taken = new Map<string, number>()
  const numbers: string[] = []
  let lookedUp = 0
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const answer = (json: unknown) =>
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(json))
    if (path.endsWith('/auth/time')) return answer(Math.floor(Date.now() / 1000))
    if (path.includes('/incoming')) return answer([])
    const tag = new URL(path, 'http://x').searchParams.get('tag')
    if (tag) lookedUp += 1
    if (tag) return answer(numbers.flatMap((id, number) => (id === tag ? [number + 1] : [])))
    if (path.includes('/outgoing/')) return answer({ id: Number(path.split('/').at(-1)), deliveryReceipt: 0 })
    let body = ''
    for await (const chunk of request) body += chunk
    const sent = JSON.parse(body) as { tag: string; receivers: string[] }
    await wait(randomInt(0, 4))
    taken.set(sent.tag, (taken.get(sent.tag) ?? 0) + 1)
    numbers.push(sent.tag)
    const number = numbers.length
    await wait(randomInt(0, 4))
    answer({ ids: [number], invalidReceivers: [], validReceivers: sent.receivers, totalCreditsRemoved: 1 })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    lookedUp: () => lookedUp,
    close: () => server.closeAllConnections() ?? server.close(),
  }
}

/** An account at a provider standing on this machine. */
export const providerAccount = (endpoint: string) => ({
  endpoint,
  applicationKey: 'application',
  applicationSecret: 'secret',
  consumerKey: 'consumer',
  serviceName: 'sms-1',
  timeoutMilliseconds: 2_000,
})
