import { useEffect } from 'preact/hooks'
import { api, call, unattended } from '../api.ts'
import { noticeExpiry } from '../session.ts'

const ASK_EVERY_MS = 60_000

/**
 * While somebody is signed in, asks every minute, and when the page comes back in sight, whether they still are: what is on
 * a screen nobody works at is covered when the session ends, not at the next click.
 */
export function useSessionWatch(isSignedIn: boolean): void {
  useEffect(() => {
    if (!isSignedIn) return
    const ask = async () => {
      const answer = await call(api.api.session.$get({}, unattended))
      if (answer.ok && !answer.value.person) noticeExpiry()
    }
    const look = () => {
      if (!document.hidden) void ask()
    }
    const timer = setInterval(() => void ask(), ASK_EVERY_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [isSignedIn])
}
