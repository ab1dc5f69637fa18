import { html } from 'hono/html'
import type { MessageLanguage } from '../../shared/message.ts'

type Html = ReturnType<typeof html>

/** A whole page without script, in one language, with a link to the other. `isPrivate`: kept out of search engines. */
export function pageFrame(
  page: {
    readonly title: string
    readonly language: MessageLanguage
    readonly path: string
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
    <link rel="stylesheet" href="${stylesheet}" />
  </head>
  <body>
    <main>${content}</main>
    <footer><a href="${path}?langue=${other}" lang="${other}">${otherLanguage}</a></footer>
  </body>
</html>`
}
