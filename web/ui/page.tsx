import type { ComponentChildren } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import './page.css'

/** The id of a page's title, which takes the focus when one navigates. */
export const PAGE_TITLE_ID = 'page-title'

/** A screen: its title (also the window's unless told otherwise), a line of context, its main actions, its content. */
export function Page({
  title,
  windowTitle = title,
  intro,
  actions,
  wide,
  children,
}: {
  title: string
  /** The window's title where the screen's names a person: browsers write it in their history. */
  windowTitle?: string | undefined
  intro?: ComponentChildren
  actions?: ComponentChildren
  /** Uses the whole window, for a map or an agenda. */
  wide?: boolean | undefined
  children?: ComponentChildren
}) {
  useLayoutEffect(() => {
    document.title = windowTitle === 'Escale' ? windowTitle : `${windowTitle} – Escale`
  }, [windowTitle])
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
