import { useEffect, useRef, useState } from 'preact/hooks'
import type { HostCentreId, ReferralId } from '../../shared/ids.ts'
import type { QueueLine } from '../../shared/referral.ts'
import { api, call, unattended } from '../api.ts'
import { useLoad, valueIn } from '../load.ts'
import { changesBy } from './queue-changes.ts'

/** How often the server is asked whether anything changed, in milliseconds: a count, not the queue itself. */
const ASK_EVERY_MS = 4000

/**
 * A centre's queue, kept up to date while others work in it. What a colleague changed is shown at once, unless somebody
 * points at the list or works in it: then it waits in `pending`, so that nothing moves under the pointer.
 */
export function useLiveQueue(
  centreId: HostCentreId | null,
  ownName: string,
  isHeld: () => boolean,
  onNews: () => void,
) {
  const load = useLoad(centreId ? () => call(api.api.referrals.queue.$get({ query: { centreId } })) : null, [centreId])
  const loaded = valueIn(load)
  const [seen, setSeen] = useState<{ of: typeof loaded; lines: QueueLine[]; marks: readonly ReferralId[] } | null>(null)
  const [pending, setPending] = useState<QueueLine[] | null>(null)
  const version = useRef<string | null>(null)
  // An own act or another centre loads the whole again: what was shown since no longer counts.
  const isSeenCurrent = seen?.of === loaded
  const lines: QueueLine[] | undefined = isSeenCurrent && seen ? seen.lines : loaded
  const known = useRef(lines)
  known.current = lines
  const show = (next: QueueLine[]) => {
    const marks = changesBy(known.current ?? [], next, ownName).map((line) => line.referralId)
    setSeen({ of: loaded, lines: next, marks })
    setPending(null)
  }
  useEffect(() => setPending(null), [loaded])
  useEffect(() => {
    version.current = null
  }, [centreId])
  useEffect(() => {
    if (!centreId) return
    const ask = async () => {
      if (document.hidden || !known.current) return
      const asked = version.current ? { 'If-None-Match': `"${version.current}"` } : {}
      const headers = { ...unattended.headers, ...asked }
      const answer = await api.api.referrals.queue.version.$get({ query: { centreId } }, { headers }).catch(() => null)
      if (!answer || (answer.status as number) === 304 || !answer.ok) return
      const before = version.current
      version.current = (await answer.json()).version
      if (before === null) return
      const fresh = await call(api.api.referrals.queue.$get({ query: { centreId } }, unattended))
      if (!fresh.ok) return
      const hasNews = changesBy(known.current, fresh.value, ownName).length > 0
      if (hasNews && isHeld()) setPending(fresh.value)
      else show(fresh.value)
      if (hasNews) onNews()
    }
    const timer = setInterval(() => void ask(), ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [centreId, loaded, ownName])
  return {
    ...load,
    lines,
    marks: isSeenCurrent && seen ? seen.marks : [],
    pending: pending && changesBy(lines ?? [], pending, ownName),
    showPending: () => pending && show(pending),
  }
}
