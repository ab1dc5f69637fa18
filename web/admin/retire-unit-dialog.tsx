import type { KeptUnit } from '../../shared/unit.ts'
import { useAct } from '../act.ts'
import { api, call } from '../api.ts'
import { formatDays } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'

/** Takes a unit out of service once the stops it still has before it have been named. */
export function RetireUnitDialog({
  unit,
  onClose,
  onDone,
}: {
  unit: KeptUnit
  onClose: () => void
  onDone: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const param = { unitId: unit.unitId }
  const stops = useLoad(() => call(api.api.admin.units[':unitId'].stops.$get({ param })), [unit.unitId])
  const { isBusy, problem, act } = useAct()
  const retire = async () => {
    const json = { revision: unit.revision, inService: false }
    const answer = await act(call(api.api.admin.units[':unitId'].service.$put({ param, json })))
    if (!answer.ok) return
    showToast({ text: t.units.retiredDone(unit.name) })
    onDone()
  }
  return (
    <Dialog
      title={t.units.retireOf(unit.name)}
      onClose={onClose}
      notice={problem && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="danger" busy={isBusy} disabled={stops.status !== 'loaded'} onClick={() => void retire()}>
            {t.units.retire}
          </Button>
        </>
      }
    >
      <p>{t.units.retireHelp}</p>
      <Loaded load={stops} lines={3}>
        {(ahead) =>
          ahead.length === 0 ? (
            <p>{t.units.noStops}</p>
          ) : (
            <>
              <p>{t.units.stopsAhead(ahead.length)}</p>
              <ul>
                {ahead.map(({ stopId, centreName, firstDay, lastDay, tourName, state }) => (
                  <li key={stopId}>
                    {t.units.stopLine(
                      centreName,
                      formatDays(firstDay, lastDay),
                      tourName,
                      t.units.stopStates[state] ?? state,
                    )}
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Dialog>
  )
}
