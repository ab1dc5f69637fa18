import { randomUUID } from 'node:crypto'
import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

type Answer = { readonly status: number; readonly body: string; readonly cookie: string | undefined }

/** Asks once on a kept connection; a connection that could not be made is told apart from an answer that did not come. */
function ask(
  agent: Agent,
  url: string,
  { method = 'GET', cookie = '', body }: { method?: string; cookie?: string; body?: unknown },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { Cookie: cookie, Origin: new URL(url).origin, 'Content-Type': 'application/json' }
    const outgoing = request(url, { method, agent, headers }, async (incoming: IncomingMessage) => {
      const parts: Buffer[] = []
      try {
        for await (const part of incoming) parts.push(part)
      } catch (error) {
        return reject(error)
      }
      const [set] = incoming.headers['set-cookie'] ?? []
      resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(parts).toString(), cookie: set?.split(';')[0] })
    })
    outgoing.on('error', reject)
    outgoing.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/**
 * A GP at many screens, who saves a draft on each again and again, numbering what they write. Counts what was acknowledged,
 * broken off and refused.
 */
export async function startWriters(url: string, personId: string, count: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: count })
  const people = Array.from({ length: count }, () => ({ draftId: randomUUID() as string, revision: 0 }))
  let [acknowledged, brokenOff, refused, isOver] = [0, 0, 0, false]
  const signIn = () => ask(agent, `${url}/api/session/demo`, { method: 'POST', body: { personId } })
  const { cookie = '' } = await signIn()
  const session = await ask(agent, `${url}/api/session`, { cookie })
  const centreId = JSON.parse(session.body).person.centreIds[0]

  const work = async (person: (typeof people)[number]) => {
    while (!isOver) {
      const number = person.revision
      const draft = { centreId, revision: number, body: { note: String(number) } }
      try {
        const path = `/api/referrals/drafts/${person.draftId}`
        const answer = await ask(agent, `${url}${path}`, { method: 'PUT', cookie, body: draft })
        if (answer.status === 200) {
          acknowledged += 1
          person.revision += 1
        } else refused += 1
      } catch (error) {
        // Nobody listens any more: what was not taken is not lost.
        if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return
        brokenOff += 1
      }
      await wait(20)
    }
  }
  const working = Promise.all(people.map(work))
  return {
    acknowledged: () => acknowledged,
    brokenOff: () => brokenOff,
    refused: () => refused,
    async stop() {
      isOver = true
      await working
      agent.destroy()
    },
    /** How many drafts a server holds at an older number than was acknowledged. */
    async compare(at: string): Promise<number> {
      const fresh = new Agent()
      const entered = await ask(fresh, `${at}/api/session/demo`, { method: 'POST', body: { personId } })
      const { body } = await ask(fresh, `${at}/api/referrals/drafts`, { cookie: entered.cookie ?? '' })
      const kept = new Map(
        (JSON.parse(body) as { draftId: string; revision: number }[]).map((one) => [one.draftId, one]),
      )
      return people.filter(
        ({ draftId, revision }) => revision > 0 && !((kept.get(draftId)?.revision ?? -1) >= revision),
      ).length
    },
  }
}
