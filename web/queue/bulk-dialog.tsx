import { useState } from 'preact/hooks'
import type { HostCentreId, StopId } from '../../shared/ids.ts'
import type { BulkInput } from '../../shared/queue.ts'
import type { CloseReason } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { formatDays } from '../format.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/queue.en.ts'
import { fr } from '../i18n/queue.fr.ts'
import { en as referralEn } from '../i18n/referral.en.ts'
import { fr as referralFr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'

export type Wanted = Pick<BulkInput, 'act'> & Partial<Pick<BulkInput, 'reason' | 'stopId'>>

/** What is asked about before it is done. */
export type Asked = 'acknowledge' | 'waiting_list' | 'close' | 'move'

/** What a bulk act still needs: why these patients are withdrawn, to which stop they move, or a yes to what cannot be undone. */
export function BulkDialog({
  what,
  centreId,
  count,
  isBusy,
  onClose,
  onSend,
}: {
  what: Asked
  centreId: HostCentreId
  count: number
  isBusy: boolean
  onClose: () => void
  onSend: (wanted: Wanted) => void
}) {
  const t = useText(fr, en)
  const reasons = useText(referralFr, referralEn).closeReasons
  const common = useText(commonFr, commonEn)
  const stops = useLoad(what === 'move' ? () => call(api.api.referrals.stops.$get({ query: { centreId } })) : null, [
    what,
    centreId,
  ])
  const [reason, setReason] = useState<CloseReason | null>(null)
  const [stopId, setStopId] = useState<StopId | null>(null)
  const [isTried, setTried] = useState(false)
  const missing = isTried ? t.bulkMissing : undefined
  const send = () => {
    setTried(true)
    if (what === 'acknowledge' || what === 'waiting_list') onSend({ act: what })
    if (what === 'close' && reason) onSend({ act: 'close', reason })
    if (what === 'move' && stopId) onSend({ act: 'move', stopId })
  }
  return (
    <Dialog
      title={t.bulkTitle(t.bulkActs[what], count)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant={what === 'close' ? 'danger' : 'primary'} busy={isBusy} onClick={send}>
            {t.bulkActs[what]}
          </Button>
        </>
      }
    >
      {what === 'acknowledge' || what === 'waiting_list' ? (
        <>
          <p>
            <strong>{t.bulkSure[what].label}</strong>
          </p>
          <p>{t.bulkSure[what].hint}</p>
        </>
      ) : what === 'close' ? (
        <RadioGroup<CloseReason>
          look="options"
          label={t.bulkWhy}
          hint={t.bulkWhyHint}
          value={reason}
          error={reason ? undefined : missing}
          onChange={setReason}
          choices={(Object.keys(reasons) as CloseReason[]).map((value) => ({ value, label: reasons[value] }))}
        />
      ) : (
        <Loaded load={stops} lines={4}>
          {(list) => (
            <RadioGroup<StopId>
              look="options"
              label={t.bulkWhere}
              hint={t.bulkWhereHint}
              value={stopId}
              error={stopId ? undefined : missing}
              onChange={setStopId}
              choices={list.map((stop) => ({
                value: stop.stopId as StopId,
                label: `${stop.centreName}, ${formatDays(stop.firstDay, stop.lastDay)}`,
                hint: t.bulkPlaces(stop.freePlaces, stop.freeUrgentPlaces),
              }))}
            />
          )}
        </Loaded>
      )}
    </Dialog>
  )
}
