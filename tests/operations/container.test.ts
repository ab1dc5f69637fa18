import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const container = read('Containerfile')
const ignored = read('.dockerignore').trim().split('\n')

describe('the image of the application', () => {
  it('starts what `npm start` starts, as somebody without privileges', () => {
    const command = JSON.parse(container.match(/^CMD (.+)$/m)![1]!) as string[]
    expect(command.join(' ')).toBe(JSON.parse(read('package.json')).scripts.start)
    expect(container.trimEnd().split('\n').at(-1)).toMatch(/^CMD /)
    expect(container.match(/^USER (.+)$/m)?.[1]).toBe('node')
    expect(container.indexOf('\nUSER ')).toBeGreaterThan(container.lastIndexOf('\nRUN '))
  })

  it('is built from everything the build reads and the application serves, and from nobody’s data', () => {
    const sources = read('server/build.mjs').match(/const SOURCES = \[(.+)\]/)![1]!
    for (const source of [...sources.matchAll(/'([^']+)'/g)].map((match) => match[1]!).concat('data')) {
      expect(ignored).not.toContain(source.split('/')[0])
    }
    expect(ignored).toEqual(expect.arrayContaining(['.git', 'node_modules', 'dist', 'tests', 'var']))
  })

  it('is told only what the application reads, and writes where a volume stands', () => {
    const told = [...container.match(/^ENV (.+)$/m)![1]!.matchAll(/(\w+)=(\S+)/g)].map((match) => match.slice(1))
    const config = read('server/config.ts')
    for (const [name] of told) {
      if (name !== 'NODE_ENV') expect(config).toContain(` ${name}: z`)
    }
    expect(Object.fromEntries(told).ESCALE_DATA).toBe(container.match(/^VOLUME (.+)$/m)?.[1])
  })

  it('is asked for its health where the application answers', () => {
    const address = container.match(/^HEALTHCHECK .*http:\/\/127\.0\.0\.1:(\d+)(\/[\w/]+)/m)!
    expect(container).toContain(`PORT=${address[1]}`)
    expect(read('server/operations/health-routes.ts')).toContain(`'${address[2]}'`)
  })
})
