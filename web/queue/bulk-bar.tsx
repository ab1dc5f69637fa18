import { useState } from 'preact/hooks'
import type { HostCentreId } from '../../shared/ids.ts'
import type { BulkResult } from '../../shared/queue.ts'
import type { QueueLine } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { showToast } from '../ui/toast.tsx'
import { type Asked, BulkDialog, type Wanted } from './bulk-dialog.tsx'
import { BulkResults } from './bulk-results.tsx'

type Sent = { wanted: Wanted; results: BulkResult[]; names: ReadonlyMap<string, string> }

/** What can be done to every selected patient at once: each line is answered alone, and taken back where that can be. */
export function BulkBar({
  centreId,
  selected,
  isGp,
  onClear,
  onChanged,
}: {
  centreId: HostCentreId
  selected: readonly QueueLine[]
  isGp: boolean
  onClear: () => void
  onChanged: () => void
}) {
  const t = useText(fr, en)
  const [asking, setAsking] = useState<Asked | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Sent | null>(null)

  const send = async (wanted: Wanted, items: readonly { referralId: QueueLine['referralId']; revision: number }[]) => {
    setBusy(true)
    const answer = await call(api.api.referrals.queue.act.$post({ json: { ...wanted, items: [...items] } }))
    setBusy(false)
    setAsking(null)
    if (!answer.ok) return showToast({ text: answer.problem.message, tone: 'error' })
    const done = answer.value.filter((line) => line.done)
    const back = done.flatMap((line) => line.undo ?? [])
    if (done.length > 0) {
      showToast({ text: t.bulkDone(done.length), ...(back.length > 0 ? { undo: () => void takeBack(back) } : {}) })
    }
    const kept = answer.value.filter((line) => !line.done)
    setRefused((before) => {
      const names = selected.length > 0 ? selected : null
      const known = names
        ? new Map<string, string>(names.map((line) => [line.referralId, line.patientName]))
        : before?.names
      return kept.length > 0 ? { wanted, results: kept, names: known ?? new Map() } : null
    })
    onClear()
    onChanged()
  }
  const takeBack = async (back: readonly NonNullable<BulkResult['undo']>[]) => {
    const { act } = back[0]!
    const items = back.map(({ item }) => item)
    const answer = await call(api.api.referrals.queue.act.$post({ json: { act, items } }))
    const failed = answer.ok ? answer.value.find((line) => !line.done)?.message : answer.problem.message
    showToast(failed ? { text: failed, tone: 'error' } : { text: t.bulkUndone })
    onChanged()
  }
  const items = selected.map(({ referralId, revision }) => ({ referralId, revision }))
  const act = (wanted: Wanted) => void send(wanted, items)
  return (
    <>
      {selected.length > 0 && (
        <section class="queue-bulk no-print" aria-label={t.bulk}>
          <p role="status">{t.bulkSelected(selected.length)}</p>
          <Button size="s" onClick={() => setAsking('acknowledge')}>
            {t.bulkActs.acknowledge}
          </Button>
          {isGp && (
            <Button size="s" onClick={() => setAsking('waiting_list')}>
              {t.bulkActs.waiting_list}
            </Button>
          )}
          <Button size="s" onClick={() => setAsking('move')}>
            {t.bulkActs.move}
          </Button>
          <Button size="s" onClick={() => setAsking('close')}>
            {t.bulkActs.close}
          </Button>
          <Button size="s" variant="quiet" onClick={onClear}>
            {t.bulkClear}
          </Button>
        </section>
      )}
      {asking && (
        <BulkDialog
          what={asking}
          centreId={centreId}
          count={selected.length}
          isBusy={isBusy}
          onClose={() => setAsking(null)}
          onSend={act}
        />
      )}
      {refused && (
        <BulkResults
          {...refused}
          onClose={() => setRefused(null)}
          onAgain={({ referralId, revision }) => void send(refused.wanted, [{ referralId, revision: revision! }])}
        />
      )}
    </>
  )
}
