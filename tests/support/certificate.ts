import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A certificate for `localhost` that vouches for itself, with its key, in files of a new temporary folder. */
export function selfSigned(name = 'localhost') {
  const folder = mkdtempSync(join(tmpdir(), 'escale-certificate-'))
  const files = { certFile: join(folder, 'tls.pem'), keyFile: join(folder, 'tls.key') }
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', files.keyFile]
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const { error, status, stderr } = spawnSync(
    'openssl',
    ['req', '-x509', ...key, ...subject, '-days', '2', '-out', files.certFile],
    { encoding: 'utf8' },
  )
  if (error) throw new Error('Missing: openssl, which makes certificates for tests (Debian: apt-get install openssl).')
  if (status !== 0) throw new Error(`openssl made no certificate: ${stderr}`)
  return { ...files, folder, certificate: readFileSync(files.certFile, 'utf8') }
}
