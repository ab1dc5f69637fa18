import { connect } from 'node:net'
import type { Scan, Verdict } from './antivirus.ts'

const DEFAULT_PORT = 3310
const CHUNK_BYTES = 64 * 1024
/** No answer of clamd is near this long: what goes on is not one. */
const LONGEST_ANSWER = 4_096

/** Whether a text says where clamd listens: `tcp://host:3310`, or `unix:///path` of its socket. */
export function isClamdAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname } = new URL(text)
  if (protocol === 'unix:') return hostname === '' && pathname.length > 1
  return protocol === 'tcp:' && hostname !== '' && ['', '/'].includes(pathname)
}

/**
 * Has files read by clamd, one connection each, in the words of its own manual (clamd(8)): `zINSTREAM`, then chunks after
 * their length in four bytes, then a length of zero. Anything but a clear yes or no within the time is no verdict.
 */
export function createClamdScan(address: string, timeoutMilliseconds: number): Scan {
  const at = placeOf(address)
  return (bytes) =>
    new Promise((resolve) => {
      const socket = connect(at)
      let isConnected = false
      let answer = ''
      const end = (verdict: Verdict) => {
        clearTimeout(late)
        socket.destroy()
        resolve(verdict)
      }
      const late = setTimeout(end, timeoutMilliseconds, 'silent')
      const lost = () => end(isConnected ? 'broken_off' : 'unreachable')
      socket.setEncoding('latin1')
      socket.on('connect', () => {
        isConnected = true
      })
      socket.on('data', (text) => {
        answer += text
        if (answer.includes('\0')) end(verdictOf(answer.slice(0, answer.indexOf('\0'))))
        else if (answer.length > LONGEST_ANSWER) end('failed')
      })
      socket.on('error', lost)
      socket.on('close', lost)
      socket.write('zINSTREAM\0')
      for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
        const chunk = bytes.subarray(from, from + CHUNK_BYTES)
        socket.write(lengthOf(chunk.length))
        socket.write(chunk)
      }
      socket.write(lengthOf(0))
    })
}

function placeOf(address: string) {
  const { protocol, hostname, port, pathname } = new URL(address)
  if (protocol === 'unix:') return { path: decodeURIComponent(pathname) }
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? DEFAULT_PORT : Number(port) }
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}

function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return 'clean'
  // With `AlertExceedsMax`, a file it gave up reading is told as one in which it found that.
  if (/^stream: Heuristics\.Limits\.Exceeded|size limit exceeded/.test(answer)) return 'too_large'
  return /^stream: .+ FOUND$/.test(answer) ? 'found' : 'failed'
}
