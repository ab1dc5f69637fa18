import { z } from 'zod'

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), license: z.string().optional(), dev: z.boolean().optional() }),
  ),
})

export type Licence = { readonly name: string; readonly version: string; readonly licence: string }

/** The packages a production installation takes, on any platform, each with the licence its publisher declares. */
export function productionLicences(lock: string): Licence[] {
  const { packages } = Lock.parse(JSON.parse(lock))
  const found = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev)
  return found
    .map(([path, { version, license }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: version ?? '',
      licence: license ?? 'not declared',
    }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en') || one.version.localeCompare(other.version, 'en'))
}

/** The list as Markdown, by licence. */
export function printLicences(lock: string): string {
  const all = productionLicences(lock)
  const byLicence = new Map<string, Licence[]>()
  for (const one of all) byLicence.set(one.licence, [...(byLicence.get(one.licence) ?? []), one])
  const sections = [...byLicence]
    .sort(([one], [other]) => one.localeCompare(other, 'en'))
    .map(
      ([licence, of]) =>
        `## ${licence}\n\n${[...new Set(of.map(({ name, version }) => `${name} ${version}`))].join(', ')}`,
    )
  const intro =
    'What a production installation takes, by the licence each publisher declares. Written by `server/cli/licences.ts` from `package-lock.json`; a test compares.'
  return `# Licences of the packages we use\n\n${intro}\n\n${sections.join('\n\n')}\n`
}
