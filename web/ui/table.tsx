import type { ComponentChildren } from 'preact'
import './table.css'

export type Column<Row> = {
  readonly key: string
  readonly header: string
  readonly cell: (row: Row) => ComponentChildren
  /** The header is read out only: for actions, which need no title to the eye and no room on paper. */
  readonly hideHeader?: boolean | undefined
  /** Figures stand at the end. */
  readonly align?: 'start' | 'end' | undefined
  /** Names the row: read out with every cell, and the title of its card on a phone. */
  readonly names?: boolean | undefined
}

const lookOf = <Row,>({ align, hideHeader }: Column<Row>): string =>
  `${align === 'end' ? 'cell-end' : ''} ${hideHeader ? 'cell-act' : ''}`.trim()

/** A table, each row a card on a narrow screen. The caption is read out; `showCaption` also shows it. */
export function Table<Row>({
  caption,
  showCaption,
  columns,
  rows,
  rowKey,
  empty,
  rowClass,
  dense = false,
}: {
  caption: string
  showCaption?: boolean | undefined
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Stands in place of a table without rows. */
  empty?: ComponentChildren
  rowClass?: ((row: Row) => string | undefined) | undefined
  /** Of figures: on a narrow screen the cells of a card stand side by side, each under its header. */
  dense?: boolean | undefined
}) {
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: drawn as cards, a table loses its roles unless they are said
    <div class="table-frame">
      <table class={dense ? 'table table-dense' : 'table'} role="table">
        <caption class={showCaption ? 'table-caption' : 'visually-hidden'}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" class={lookOf(column)}>
                {column.hideHeader ? <span class="visually-hidden">{column.header}</span> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row" class={rowClass?.(row)}>
              {columns.map((column) => {
                const look = `cell ${lookOf(column)}`
                return column.names ? (
                  <th key={column.key} role="rowheader" scope="row" class={`${look} cell-name`}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} role="cell" class={look} data-label={column.hideHeader ? '' : column.header}>
                    <div class="cell-value">{column.cell(row)}</div>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    // biome-ignore-end lint/a11y/noRedundantRoles: as above
  )
}
