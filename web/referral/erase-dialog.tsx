import { useState } from 'preact/hooks'
import type { ReferralId } from '../../shared/ids.ts'
import type { ErasureCounts, ErasurePlan } from '../../shared/person-data.ts'
import type { Problem } from '../../shared/problem.ts'
import { api, call } from '../api.ts'
import { serverClock } from '../clock.ts'
import { clockAt, formatDate } from '../format.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/person-data.en.ts'
import { fr } from '../i18n/person-data.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'

const KINDS = ['phones', 'interpreters', 'pictures', 'messages', 'replies', 'links'] as const

/** Shows what an erasure would take and what the law keeps, then erases what was shown and nothing else. */
export function EraseDialog({
  referralId,
  onClose,
  onDone,
}: {
  referralId: ReferralId
  onClose: () => void
  onDone: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const param = { referralId }
  const plan = useLoad(() => call(api.api.operations.referrals[':referralId'].erasure.$get({ param })), [referralId])
  const [isConfirmed, setConfirmed] = useState(false)
  const [isMissing, setMissing] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const shown = plan.status === 'loaded' ? plan.value : null
  const erase = async (expected: ErasureCounts) => {
    if (!isConfirmed) return setMissing(true)
    setBusy(true)
    const answer = await call(api.api.operations.referrals[':referralId'].erasure.$post({ param, json: { expected } }))
    setBusy(false)
    if (answer.ok) {
      showToast({ text: t.done })
      return onDone()
    }
    setProblem(answer.problem)
    if (answer.problem.code === 'erasure_changed') void plan.reload()
  }
  const mayErase = shown !== null && !shown.careUnderWay && KINDS.some((kind) => shown.erasable[kind] > 0)
  return (
    <Dialog
      title={t.eraseTitle}
      onClose={onClose}
      notice={problem && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{mayErase ? common.cancel : common.close}</Button>
          {mayErase && (
            <Button variant="danger" busy={busy} onClick={() => void erase(shown.erasable)}>
              {t.doErase}
            </Button>
          )}
        </>
      }
    >
      <Loaded load={plan} lines={6}>
        {(value) => <Plan plan={value} />}
      </Loaded>
      {mayErase && (
        <Checkbox
          label={t.confirm}
          checked={isConfirmed}
          error={isMissing && !isConfirmed ? t.confirmMissing : undefined}
          onChange={setConfirmed}
        />
      )}
    </Dialog>
  )
}

function Plan({ plan }: { plan: ErasurePlan }) {
  const t = useText(fr, en)
  const zone = serverClock.value?.zone
  if (plan.careUnderWay) return <Notice tone="warning">{t.underWay}</Notice>
  const erasable = KINDS.filter((kind) => plan.erasable[kind] > 0)
  return (
    <div class="stack">
      <div>
        <h3>{t.erased}</h3>
        {erasable.length === 0 ? (
          <p>{t.nothing}</p>
        ) : (
          <ul>
            {erasable.map((kind) => (
              <li key={kind}>{t.kinds[kind](plan.erasable[kind])}</li>
            ))}
          </ul>
        )}
      </div>
      <div>
        <h3>{t.kept}</h3>
        <ul>
          {plan.recordKeptUntil && zone && (
            <li>
              {t.keptRecord(formatDate(clockAt(plan.recordKeptUntil, zone).date, { weekday: false, year: true }))}
            </li>
          )}
          <li>{t.keptLog}</li>
          <li>{t.keptBackups}</li>
        </ul>
      </div>
    </div>
  )
}
