import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'
import { noBreakSpaces } from './french-spaces.ts'

/** What the server answers itself in development; everything else is Vite's. */
const SERVED_BY_VITE = /^\/(?!api\/|r\/|h\/|data\/|calendriers\/|programme|webhooks\/).*/

export default defineConfig(async ({ command }) => ({
  root: import.meta.dirname,
  plugins: [preact(), frenchTexts(), ...(command === 'serve' ? [await developmentServer()] : [])],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // A strict content policy allows no data: URL in styles or scripts.
    assetsInlineLimit: 0,
    // MapLibre, fetched by pages with a map alone, is 1.1 MB; anything larger deserves the warning.
    chunkSizeWarningLimit: 1150,
  },
}))

/** Sets the no-break spaces of the French texts, which their files write as plain ones. */
function frenchTexts() {
  return {
    name: 'french-texts',
    enforce: 'pre' as const,
    transform: (code: string, id: string) =>
      /\.fr\.ts(\?|$)/.test(id) ? { code: noBreakSpaces(code), map: null } : undefined,
  }
}

/** Loads the API beside the pages and again at each change; imported only here, since production installs without it. */
async function developmentServer() {
  const { default: devServer } = await import('@hono/vite-dev-server')
  return devServer({ entry: '../server/dev.ts', export: 'app', exclude: [SERVED_BY_VITE], injectClientScript: false })
}
