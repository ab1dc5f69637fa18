import { html } from 'hono/html'
import type { MessageLanguage } from '../shared/message.ts'

type Html = ReturnType<typeof html>

/** The stylesheet every page without script begins with; a page's own comes after it. */
export const PLAIN_STYLESHEET = { path: '/page.css', file: 'web/plain-page.css' } as const

/**
 * A whole page without script, in one language, with a link to the other where the page has an address (`path`).
 * `isPrivate`: kept out of search engines.
 */
export function pageFrame(
  page: {
    readonly title: string
    readonly language: MessageLanguage
    readonly path: string | null
    readonly stylesheet: string
    readonly otherLanguage: string
    readonly isPrivate?: boolean
  },
  content: Html,
): Html {
  const { title, language, path, stylesheet, otherLanguage } = page
  const other = language === 'fr' ? 'en' : 'fr'
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    ${page.isPrivate ? html`<meta name="robots" content="noindex, nofollow" /><meta name="format-detection" content="telephone=no" />` : ''}
    <title>${title}</title>
    <link rel="stylesheet" href="${PLAIN_STYLESHEET.path}" />
    <link rel="stylesheet" href="${stylesheet}" />
  </head>
  <body>
    <main>${content}</main>
    <footer>${path === null ? '' : html`<a href="${path}?langue=${other}" lang="${other}">${otherLanguage}</a>`}</footer>
  </body>
</html>`
}
