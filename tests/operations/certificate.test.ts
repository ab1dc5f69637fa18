import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type SecureVersion, type TLSSocket } from 'node:tls'
import { Hono } from 'hono'
import { pino } from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import type { Env } from '../../server/access/env.ts'
import { openCertificate } from '../../server/operations/certificate.ts'
import { serveRequests } from '../../server/operations/serve.ts'
import { isRefusal } from '../../shared/problem.ts'
import { selfSigned } from '../support/certificate.ts'

const AT = { port: 0, hostname: '127.0.0.1' }
const app = new Hono<Env>().get('/', (c) => c.text(new URL(c.req.url).protocol)).get('/health/ready', (c) => c.text(''))
/** What nobody should speak any more: a protocol, and a cipher that does not authenticate what it seals. */
const OLD = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
const WEAK = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA' } as const
const silent = pino({ level: 'silent' })
const [first, second] = [selfSigned('first'), selfSigned('second')]
const folder = mkdtempSync(join(tmpdir(), 'escale-certificate-'))
afterAll(() => {
  for (const one of [first.folder, second.folder, folder]) rmSync(one, { recursive: true })
})

async function served(files: { certFile: string; keyFile: string }, lines: string[] = []) {
  const log = pino({ level: 'info', base: null }, { write: (line: string) => void lines.push(line) })
  const certificate = await openCertificate(files, log, 20)
  if (isRefusal(certificate)) throw new Error(JSON.stringify(certificate.details))
  return serveRequests(app.fetch, AT, certificate)
}

/** Speaks TLS with a server and tells what was agreed on; rejects as the handshake does. */
function shakeHands(
  port: number,
  options: { minVersion?: SecureVersion; maxVersion?: SecureVersion; ciphers?: string },
) {
  return new Promise<{ name: string | undefined; protocol: string | null; cipher: string; socket: TLSSocket }>(
    (resolve, reject) => {
      const ca = [first.certificate, second.certificate]
      const socket = connect({ port, host: '127.0.0.1', ca, ...options }, () => {
        const { name: cipher } = socket.getCipher()
        const name = socket.getPeerCertificate().subject.CN as string | undefined
        resolve({ name, protocol: socket.getProtocol(), cipher, socket })
      })
      socket.on('error', reject)
    },
  )
}

async function expectRefused(port: number): Promise<void> {
  await expect(shakeHands(port, OLD)).rejects.toThrow(/alert protocol version/)
  await expect(shakeHands(port, WEAK)).rejects.toThrow(/alert handshake failure/)
}

async function nameOf(port: number): Promise<string | undefined> {
  const { name, socket } = await shakeHands(port, {})
  socket.destroy()
  return name
}

describe('a server with a certificate', () => {
  it('speaks TLS 1.2 or later, with ciphers that keep no past readable, and answers nothing in clear', async () => {
    const serving = await served(first)
    const newest = await shakeHands(serving.port, {})
    expect(newest).toMatchObject({ name: 'first', protocol: 'TLSv1.3' })
    const answer = new Promise<string>((resolve) => newest.socket.on('data', (bytes) => resolve(String(bytes))))
    newest.socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    expect(await answer).toMatch(/^HTTP\/1\.1 200 .*https:/s)
    newest.socket.destroy()
    const older = await shakeHands(serving.port, { maxVersion: 'TLSv1.2' })
    expect(older).toMatchObject({ protocol: 'TLSv1.2', cipher: expect.stringMatching(/^ECDHE-.*(GCM|POLY1305)/) })
    older.socket.destroy()
    await expectRefused(serving.port)
    const inClear = new Promise((resolve, reject) => {
      request({ ...AT, port: serving.port }, resolve)
        .on('error', reject)
        .end()
    })
    await expect(inClear).rejects.toThrow()
    await serving.stop(0)
  })

  it('takes a renewed one without a restart, breaks nothing off, and keeps the former while the new is not whole', async () => {
    const files = { certFile: join(folder, 'tls.pem'), keyFile: join(folder, 'tls.key') }
    const put = (from: typeof first, what: 'certFile' | 'keyFile') => copyFileSync(from[what], files[what])
    put(first, 'certFile')
    put(first, 'keyFile')
    const lines: string[] = []
    const serving = await served(files, lines)
    const kept = await shakeHands(serving.port, {})
    put(second, 'certFile')
    await expect.poll(() => lines.join('')).toContain('this one is of another')
    expect(await nameOf(serving.port)).toBe('first')
    rmSync(files.keyFile)
    await expect.poll(() => lines.join('')).toContain('TLS_KEY_FILE: cannot be read')
    expect(await nameOf(serving.port)).toBe('first')
    put(second, 'keyFile')
    await expect.poll(() => nameOf(serving.port)).toBe('second')
    await expectRefused(serving.port)
    const answer = new Promise<string>((resolve) => kept.socket.on('data', (bytes) => resolve(String(bytes))))
    kept.socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    expect(await answer).toMatch(/^HTTP\/1\.1 200/)
    expect(lines.filter((line) => line.includes('this one is of another'))).toHaveLength(1)
    expect(lines.filter((line) => line.includes('taken into use'))).toHaveLength(2)
    expect(lines.join('')).not.toMatch(/BEGIN|\/tls\./)
    await serving.stop(0)
  })

  it('is refused at start with what to do, and never a word of the files', async () => {
    const write = (name: string, content: string) => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    const faultsOf = async (certFile: string, keyFile: string) => {
      const refused = await openCertificate({ certFile, keyFile }, silent)
      expect(refused).toMatchObject({ refusal: 'bad_configuration' })
      return (refused as unknown as { details: { faults: string[] } }).details.faults
    }
    const nowhere = join(folder, 'nowhere.pem')
    expect(await faultsOf(nowhere, nowhere)).toEqual([
      expect.stringMatching(/^TLS_CERT_FILE: cannot be read/),
      expect.stringMatching(/^TLS_KEY_FILE: cannot be read/),
    ])
    const words = write('words.pem', 'secret de Zephyrine')
    expect(await faultsOf(words, first.keyFile)).toEqual([expect.stringMatching(/^TLS_CERT_FILE: must hold a certif/)])
    expect(await faultsOf(first.certFile, words)).toEqual([expect.stringMatching(/^TLS_KEY_FILE: must hold a private/)])
    expect(await faultsOf(first.certFile, second.keyFile)).toEqual([expect.stringContaining('of another')])
    const chain = write('chain.pem', first.certificate + second.certificate)
    expect(isRefusal(await openCertificate({ certFile: chain, keyFile: first.keyFile }, silent))).toBe(false)
  })

  it('is asked for its health by the container, in TLS as in clear', async () => {
    const container = readFileSync(join(import.meta.dirname, '../../Containerfile'), 'utf8')
    const [program, ...words] = JSON.parse(container.match(/^HEALTHCHECK .* CMD (\[.+\])$/m)![1]!) as string[]
    const check = (port: number, env: Record<string, string>) =>
      new Promise<number | null>((resolve) => {
        const told = words.map((word) => word.replace(':3000/', `:${port}/`))
        spawn(program!, told, { env: { ...process.env, ...env }, stdio: 'ignore' }).on('exit', resolve)
      })
    const env = { TLS_CERT_FILE: first.certFile, TLS_KEY_FILE: first.keyFile }
    const secure = await served(first)
    const plain = await serveRequests(app.fetch, AT)
    expect(await check(secure.port, env)).toBe(0)
    expect(await check(plain.port, {})).toBe(0)
    await Promise.all([secure.stop(0), plain.stop(0)])
    expect(await check(secure.port, env)).toBe(1)
    expect(await check(plain.port, {})).toBe(1)
  })
})
