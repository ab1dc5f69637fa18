import { FIELDS, type Field, type Right, SCOPES, type Scope } from './rights.ts'

const COLUMNS = ['gp', 'coordinator', 'specialist', 'planner', 'administrator'] as const
const HEADINGS = ['GP', 'coordinator', 'specialist', 'planner', 'administrator', 'no account']

/** The matrix as Markdown: a line per resource, a column per role, then what each word means. */
export function printRights(rights: readonly Right[]): string {
  const header = ['resource', ...HEADINGS]
  const lines = rights.map(({ resource, grants }) => {
    const cell = (caller: keyof typeof grants) => {
      const grant = grants[caller] ?? (caller === 'public' ? undefined : grants.signed_in)
      return grant ? `${grant.sees.join(', ')} · ${grant.scope}` : '–'
    }
    return [resource, ...COLUMNS.map(cell), cell('public')]
  })
  return [
    table([header, ...lines]),
    table([['sees', ''], ...(Object.keys(FIELDS) as Field[]).map((field) => [field, FIELDS[field]])]),
    table([['of whom', ''], ...(Object.keys(SCOPES) as Scope[]).map((scope) => [scope, SCOPES[scope]])]),
    ...rights.map(({ resource, routes }) => `**${resource}**: ${routes.map((route) => `\`${route}\``).join(', ')}`),
  ].join('\n\n')
}

/** Columns padded to their widest cell, as the formatter leaves them. */
function table([header, ...lines]: readonly (readonly string[])[]): string {
  const widths = header!.map((_, column) => Math.max(3, ...[header!, ...lines].map((cells) => cells[column]!.length)))
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [row(header!), row(widths.map((width) => '-'.repeat(width))), ...lines.map(row)].join('\n')
}
