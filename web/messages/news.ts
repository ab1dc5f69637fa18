import { useEffect, useRef } from 'preact/hooks'
import { api, call, unattended } from '../api.ts'

/** How often an open screen asks whether a call or a reply came, in milliseconds: a few figures, no patient. */
const ASK_EVERY_MS = 15_000

/** Calls `reload` when calls or replies changed since last asked, while the page is in sight. */
export function useNews(reload: () => Promise<void>): void {
  const latest = useRef(reload)
  latest.current = reload
  useEffect(() => {
    let known: string | null = null
    const ask = async () => {
      if (document.hidden) return
      const answer = await call(api.api.messages.news.$get({}, unattended))
      if (!answer.ok) return
      const { version } = answer.value
      if (known !== null && known !== version) void latest.current()
      known = version
    }
    void ask()
    const timer = setInterval(() => void ask(), ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
}
