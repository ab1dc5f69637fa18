import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** scrypt as OWASP's password storage guidance sizes it for 32 MiB: N=2^15, r=8, p=3. */
const COST: ScryptOptions = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const HASH_BYTES = 32
const SALT_BYTES = 16

/** A salted hash of a password, with the figures it was made with: `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** Whether a password is the one that was hashed. Without a hash it takes the same time and is false. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [, n, r, p, salt, hash] = (stored ?? (await decoy)).split('$')
  const cost = { ...COST, N: Number(n), r: Number(r), p: Number(p) }
  const kept = Buffer.from(hash ?? '', 'base64url')
  const found = await derive(password, Buffer.from(salt ?? '', 'base64url'), cost)
  return kept.length === found.length && timingSafeEqual(kept, found) && stored !== undefined
}

/** Compared with when nobody has the name someone tries. */
const decoy = hashPassword(randomBytes(SALT_BYTES).toString('base64url'))

function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password, salt, HASH_BYTES, cost, (error, hash) => (error ? reject(error) : resolve(hash))),
  )
}
