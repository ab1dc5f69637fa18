import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const SOURCES = ['shared', 'server', 'web', 'data', 'tests']

/** Rooms in the order in which one may read the pure nouns of those before it. */
const ROOMS = [
  'territory',
  'travel',
  'planning',
  'tours',
  'referrals',
  'pictures',
  'appointments',
  'messages',
  'impact',
] as const
const EDGE_ROOMS = ['access', 'operations', 'store', 'demo', 'cli'] as const

type Source = { path: string; imports: { from: string; typeOnly: boolean }[] }

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
}

function read(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)
  const dynamic = text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)
  return {
    path,
    imports: [
      ...[...statements].map((match) => ({ from: match[2]!, typeOnly: match[1] !== undefined })),
      ...[...dynamic].map((match) => ({ from: match[1]!, typeOnly: false })),
    ],
  }
}

const sources = SOURCES.flatMap(filesUnder).map(read)

/** Imports of a file: our own as paths from the root, packages by name. */
function importsOf(source: Source) {
  return source.imports.map(({ from, typeOnly }) => ({
    typeOnly,
    target: from.startsWith('.') ? normalize(join(dirname(source.path), from)) : from,
    isOwn: from.startsWith('.'),
    isNode: from.startsWith('node:'),
  }))
}

const room = (path: string) => path.split('/')[1] ?? ''
const fileName = (path: string) => path.split('/').at(-1) ?? ''
const isStore = (path: string) => fileName(path).endsWith('-store.ts')
const isRoutes = (path: string) => /(^|-)routes\.tsx?$/.test(fileName(path))

/** Names every import of `files` that `isAllowed` does not let through. */
function strays(files: Source[], isAllowed: (target: ReturnType<typeof importsOf>[number], file: Source) => boolean) {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((target) => !isAllowed(target, file))
      .map(({ target }) => `${file.path} → ${target}`),
  )
}

describe('the import rules', () => {
  it('keep shared/ free of everything but zod and the time-zone library', () => {
    const shared = sources.filter((source) => source.path.startsWith('shared/'))
    expect(
      strays(shared, ({ target, isOwn }) =>
        isOwn ? target.startsWith('shared/') : ['zod', 'temporal-polyfill'].includes(target),
      ),
    ).toEqual([])
  })

  it('let screens fetch no schema: they read types of shared/, and values of its files that do without zod', () => {
    const withSchemas = new Set(
      sources
        .filter(({ path, imports }) => path.startsWith('shared/') && imports.some(({ from }) => from === 'zod'))
        .map(({ path }) => path),
    )
    const screens = sources.filter((source) => source.path.startsWith('web/'))
    expect(
      strays(screens, ({ target, typeOnly }) => typeOnly || (target !== 'zod' && !withSchemas.has(target))),
    ).toEqual([])
  })

  it('let only shared/time.ts know a time-zone library', () => {
    const others = sources.filter((source) => source.path !== 'shared/time.ts')
    expect(strays(others, ({ target }) => target !== 'temporal-polyfill')).toEqual([])
  })

  it('keep planning/ away from the database, the network and HTTP', () => {
    const planning = sources.filter((source) => source.path.startsWith('server/planning/'))
    expect(
      strays(planning, ({ target, isOwn }) =>
        isOwn
          ? target.startsWith('shared/') || /^server\/(planning|travel|territory)\//.test(target)
          : !['hono', 'kysely', 'pg', 'libsql', 'node:http', 'node:https'].includes(target),
      ),
    ).toEqual([])
  })

  it('let SQL stand only in stores', () => {
    const rooms = sources.filter(
      (source) => source.path.startsWith('server/') && !isStore(source.path) && room(source.path) !== 'store',
    )
    expect(strays(rooms, ({ target, typeOnly }) => typeOnly || !['kysely', 'pg', 'libsql'].includes(target))).toEqual(
      [],
    )
    const queries = rooms.filter((source) =>
      /\.(selectFrom|insertInto|updateTable|deleteFrom)\(/.test(readFileSync(join(ROOT, source.path), 'utf8')),
    )
    expect(queries.map((source) => source.path)).toEqual([])
  })

  it('let a room reach another one only through its use cases and pure nouns, never its store or routes', () => {
    const rooms = sources.filter((source) => ROOMS.some((name) => source.path.startsWith(`server/${name}/`)))
    expect(
      strays(rooms, ({ target, isOwn }, file) => {
        if (!isOwn || !target.startsWith('server/') || room(target) === room(file.path)) return true
        if (room(target) === 'access' || room(target) === 'territory') return true
        return !isStore(target) && !isRoutes(target)
      }),
    ).toEqual([])
  })

  it('let nobody import main.ts, and only main.ts, the demo and command lines compose everything', () => {
    expect(strays(sources, ({ target }) => target !== 'server/main.ts')).toEqual([])
    const rooms = sources.filter((source) => ROOMS.some((name) => source.path.startsWith(`server/${name}/`)))
    expect(strays(rooms, ({ target }) => target !== 'server/app.ts' && !target.startsWith('server/demo/'))).toEqual([])
  })

  it('keep screen families apart, and the server out of the web', () => {
    const common = /^web\/(ui|map|i18n)\/|^web\/[a-z-]+\.tsx?$|^shared\//
    const families = sources.filter((source) => /^web\/[a-z-]+\//.test(source.path) && !common.test(source.path))
    expect(
      strays(families, ({ target, isOwn }, file) => {
        if (!isOwn) return true
        return common.test(target) || (target.startsWith('web/') && room(target) === room(file.path))
      }),
    ).toEqual([])
    const web = sources.filter((source) => source.path.startsWith('web/'))
    expect(
      strays(web, ({ target, typeOnly }) => !target.startsWith('server/') || (typeOnly && target === 'server/app.ts')),
    ).toEqual([])
  })

  it('keep web/ui free of clinic words and of the API', () => {
    const ui = sources.filter((source) => source.path.startsWith('web/ui/'))
    expect(strays(ui, ({ target }) => target !== 'web/api.ts')).toEqual([])
    const clinic = ui.filter((source) =>
      /\b(referral|patient|tour|stop|lesion|dermatolog)\w*/i.test(
        readFileSync(join(ROOT, source.path), 'utf8').replace(/stop(Propagation|ImmediatePropagation)/g, ''),
      ),
    )
    expect(clinic.map((source) => source.path)).toEqual([])
  })

  it('carry the extension on every relative import, and no default or barrel export', () => {
    expect(strays(sources, ({ target, isOwn }) => !isOwn || /\.(tsx?|css|json|svg)$/.test(target))).toEqual([])
    const barrels = sources.filter((source) => fileName(source.path).startsWith('index.'))
    expect(barrels.map((source) => source.path)).toEqual([])
  })

  it('know every room of the server', () => {
    const known = new Set<string>([...ROOMS, ...EDGE_ROOMS])
    const strangers = sources
      .filter((source) => source.path.startsWith('server/') && source.path.split('/').length > 2)
      .filter((source) => !known.has(room(source.path)))
    expect(strangers.map((source) => source.path)).toEqual([])
  })
})
