import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const ASK_EVERY_MILLISECONDS = 200

/**
 * A proxy as one stands before two processes: it asks each whether it is ready, sends requests to those that are in turn,
 * and tries another only when a connection is refused, never when a request was begun.
 */
export async function startProxy(servers: () => readonly string[]) {
  let ready: readonly string[] = servers()
  let turn = 0
  const look = async () => {
    const answers = await Promise.all(
      servers().map((url) =>
        fetch(`${url}/health/ready`).then(
          (answer) => (answer.ok ? [url] : []),
          () => [],
        ),
      ),
    )
    ready = answers.flat()
  }
  const asking = setInterval(() => void look(), ASK_EVERY_MILLISECONDS)

  const forward = (incoming: IncomingMessage, body: Buffer, answer: ServerResponse, tries: number): void => {
    const target = ready[turn++ % ready.length]
    if (!target || tries === 0) return void answer.writeHead(503).end()
    const { method, headers, url } = incoming
    const options = { method, headers: { ...headers, connection: 'close' }, agent: false } as const
    const outgoing = request(`${target}${url}`, options, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers)
      got.pipe(answer)
    })
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') forward(incoming, body, answer, tries - 1)
      else answer.destroy()
    })
    outgoing.end(body)
  }

  const server = createServer(async (incoming, answer) => {
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part)
    forward(incoming, Buffer.concat(parts), answer, 3)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      clearInterval(asking)
      server.close()
      server.closeAllConnections()
    },
  }
}
