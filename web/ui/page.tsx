import type { ComponentChildren } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import './page.css'

/** The id of a page's title, which takes the focus when one navigates. */
export const PAGE_TITLE_ID = 'page-title'

/** A screen: its title (also the window's), a line of context, its main actions, its content. */
export function Page({
  title,
  intro,
  actions,
  wide,
  children,
}: {
  title: string
  intro?: ComponentChildren
  actions?: ComponentChildren
  /** Uses the whole window, for a map or an agenda. */
  wide?: boolean | undefined
  children?: ComponentChildren
}) {
  useLayoutEffect(() => {
    document.title = title === 'Escale' ? title : `${title} – Escale`
  }, [title])
  return (
    <div class={`page${wide ? ' page-wide' : ''}`}>
      <header class="page-header">
        <div class="page-heading">
          <h1 id={PAGE_TITLE_ID} tabIndex={-1}>
            {title}
          </h1>
          {intro && <div class="page-intro">{intro}</div>}
        </div>
        {actions && <div class="page-actions no-print">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
