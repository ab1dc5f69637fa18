import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

type Encodable = number | string | Buffer | Map<Encodable, Encodable>

/** CBOR of the few shapes an authenticator writes: integers, texts, byte strings, maps. */
function cbor(value: Encodable): Buffer {
  const head = (major: number, length: number) =>
    length < 24
      ? Buffer.from([(major << 5) | length])
      : length < 256
        ? Buffer.from([(major << 5) | 24, length])
        : Buffer.from([(major << 5) | 25, length >> 8, length & 255])
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)])])
}

const UP = 1
const UV = 4
const ATTESTED = 64

/** A passkey in software (ES256, no attestation) that answers as a browser would, or lies where a test tells it to. */
export function softPasskey(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const rpHash = createHash('sha256').update(new URL(origin).hostname).digest()
  const { x, y } = publicKey.export({ format: 'jwk' })
  const key = new Map<Encodable, Encodable>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x!, 'base64url')],
    [-3, Buffer.from(y!, 'base64url')],
  ])
  let userHandle = ''
  let counter = 0
  const counted = () => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(counter)
    return bytes
  }
  const clientData = (type: string, challenge: string, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }))
  const common = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' as const }

  return {
    /** Answers the options of a registration. */
    register(options: { challenge: string; user: { id: string } }) {
      userHandle = options.user.id
      const length = Buffer.from([0, id.length])
      const flags = Buffer.from([UP | UV | ATTESTED])
      const authData = Buffer.concat([rpHash, flags, counted(), Buffer.alloc(16), length, id, cbor(key)])
      const attestation = new Map<Encodable, Encodable>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ])
      return {
        ...common,
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, origin).toString('base64url'),
          attestationObject: cbor(attestation).toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    /** Answers the options of a sign-in. */
    answer(
      options: { challenge: string },
      lie: { origin?: string; isVerified?: boolean; counter?: number; userHandle?: string } = {},
    ) {
      counter = lie.counter ?? counter + 1
      const flags = Buffer.from([lie.isVerified === false ? UP : UP | UV])
      const authenticatorData = Buffer.concat([rpHash, flags, counted()])
      const data = clientData('webauthn.get', options.challenge, lie.origin ?? origin)
      const signed = Buffer.concat([authenticatorData, createHash('sha256').update(data).digest()])
      return {
        ...common,
        clientExtensionResults: {},
        response: {
          clientDataJSON: data.toString('base64url'),
          authenticatorData: authenticatorData.toString('base64url'),
          signature: sign(
            'sha256',
            signed,
            createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })),
          ).toString('base64url'),
          userHandle: lie.userHandle ?? userHandle,
        },
      }
    },
  }
}
