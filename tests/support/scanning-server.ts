import { createServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** The test file every antivirus knows (EICAR), in two parts so that none takes this one away. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
  'latin1',
)

/**
 * How it answers: as clamd does; the same in three pieces; never; with an answer cut short; with the failure clamd tells
 * when its own trouble stops it; with what it says of a file it gave up reading; with words that are none of clamd's.
 */
export type Manner = 'at_once' | 'in_pieces' | 'never' | 'cut_short' | 'failing' | 'giving_up' | 'nonsense'

const SAID = {
  failing: 'stream: Can’t allocate memory ERROR\0',
  giving_up: 'stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0',
  nonsense: 'OK'.repeat(4_000),
} as const

/** Listens where clamd would and reads its INSTREAM command strictly; keeps what it was given whole. */
export async function scanningServer({ port = 0, path = '', mostBytes = 25_000_000 } = {}) {
  const files: Buffer[] = []
  const open = new Set<Socket>()
  let manner: Manner = 'at_once'
  const answerTo = async (socket: Socket, words: string) => {
    if (manner === 'never') return
    if (manner === 'cut_short') return socket.end(words.slice(0, 8))
    const whole = { ...SAID, at_once: `${words}\0`, in_pieces: `${words}\0` }[manner]
    if (manner !== 'in_pieces') return socket.end(whole)
    for (const piece of [whole.slice(0, 3), whole.slice(3, -1), whole.slice(-1)]) {
      socket.write(piece)
      await wait(5)
    }
    return socket.end()
  }
  const server = createServer((socket) => {
    open.add(socket)
    let received = Buffer.alloc(0)
    let isOver = false
    const over = (words: string) => {
      isOver = true
      void answerTo(socket, words)
    }
    socket.on('error', () => undefined)
    socket.on('close', () => open.delete(socket))
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes])
      if (isOver) return
      const read = readStream(received, mostBytes)
      if (read === 'unknown_command') over('UNKNOWN COMMAND')
      else if (read === 'too_large') over('INSTREAM size limit exceeded. ERROR')
      else if (read !== 'unfinished') {
        files.push(read)
        over(read.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK')
      }
    })
  })
  await new Promise<void>((ready) => (path ? server.listen(path, ready) : server.listen(port, '127.0.0.1', ready)))
  const address = server.address()
  return {
    url: typeof address === 'string' ? `unix://${address}` : `tcp://127.0.0.1:${address!.port}`,
    files,
    answer(how: Manner) {
      manner = how
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The file within `zINSTREAM`, its chunks after their length of four bytes and a length of zero. */
function readStream(received: Buffer, mostBytes: number): Buffer | 'unfinished' | 'unknown_command' | 'too_large' {
  const command = 'zINSTREAM\0'
  if (received.length < command.length) return 'unfinished'
  if (received.toString('latin1', 0, command.length) !== command) return 'unknown_command'
  const chunks: Buffer[] = []
  for (let at = command.length; received.length >= at + 4; ) {
    const length = received.readUInt32BE(at)
    if (length === 0) return Buffer.concat(chunks)
    if (chunks.reduce((sum, chunk) => sum + chunk.length, length) > mostBytes) return 'too_large'
    chunks.push(received.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return 'unfinished'
}
