import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createSecureContext, type SecureContextOptions } from 'node:tls'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { Log } from '../log.ts'

/** The files a certificate (its issuers' after it) and its key stand in, both in PEM. */
export type CertificateFiles = { readonly certFile: string; readonly keyFile: string }

/** A certificate that follows its files. */
export type Certificate = {
  readonly options: SecureContextOptions
  /** Hands over what the files hold each time it has changed and goes together, until what it returns is called. */
  follow(renew: (options: SecureContextOptions) => void): () => void
}

/** Files are looked at this often: a certificate is renewed weeks before its end. */
const LOOK_MILLISECONDS = 60_000

/** TLS 1.2 or later, and of its ciphers only those that authenticate what they seal and keep no past readable. */
const PROTOCOL: SecureContextOptions = {
  minVersion: 'TLSv1.2',
  ciphers:
    'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL',
}

/**
 * Reads a certificate and its key, and from then on looks whether their files changed: while what they hold does not go
 * together, the former pair stays in use. Refuses `bad_configuration`, in words, what cannot be served.
 */
export async function openCertificate(
  files: CertificateFiles,
  log: Log,
  lookMilliseconds = LOOK_MILLISECONDS,
): Promise<Certificate | Refusal> {
  const first = await readPair(files)
  if (isRefusal(first)) return first
  const tell = ({ certificate }: Pair) => log.info({ until: certificate.validTo }, 'a certificate was taken into use')
  tell(first)
  return {
    options: first.options,
    follow(renew) {
      let inUse = first
      let lastFaults = ''
      const look = async () => {
        const read = await readPair(files)
        if (isRefusal(read)) {
          // Told once: it is looked at again and again until somebody mends it.
          const faults = JSON.stringify(read.details)
          if (faults !== lastFaults)
            log.error(read.details, 'a changed certificate is not fit for use: the former stays')
          lastFaults = faults
          return
        }
        lastFaults = ''
        if (read.text === inUse.text) return
        inUse = read
        renew(read.options)
        tell(read)
      }
      const timer = setInterval(() => void look(), lookMilliseconds).unref()
      return () => clearInterval(timer)
    },
  }
}

type Pair = { readonly options: SecureContextOptions; readonly certificate: X509Certificate; readonly text: string }

async function readPair({ certFile, keyFile }: CertificateFiles): Promise<Pair | Refusal> {
  const [cert, key] = await Promise.all([textOf(certFile), textOf(keyFile)])
  const unreadable = [
    ...(cert === null ? ['TLS_CERT_FILE: cannot be read by the account of the application'] : []),
    ...(key === null ? ['TLS_KEY_FILE: cannot be read by the account of the application'] : []),
  ]
  if (cert === null || key === null) return faulty(...unreadable)
  const certificate = orNull(() => new X509Certificate(cert))
  if (!certificate) return faulty('TLS_CERT_FILE: must hold a certificate in PEM, then those of its issuers')
  const privateKey = orNull(() => createPrivateKey(key))
  if (!privateKey) return faulty('TLS_KEY_FILE: must hold a private key in PEM, without a passphrase')
  if (!certificate.checkPrivateKey(privateKey)) {
    return faulty('TLS_KEY_FILE: must hold the key of the certificate in TLS_CERT_FILE; this one is of another')
  }
  const options = { ...PROTOCOL, cert, key }
  if (!orNull(() => createSecureContext(options))) {
    return faulty('TLS_CERT_FILE: cannot be served; make it anew, with a key of EC P-256 or RSA 2048 or more')
  }
  return { options, certificate, text: cert + key }
}

const faulty = (...faults: string[]): Refusal => refuse('bad_configuration', { details: { faults } })

const textOf = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null)

/** What fails here quotes the file: it is told in our own words instead. */
function orNull<Value>(make: () => Value): Value | null {
  try {
    return make()
  } catch {
    return null
  }
}
