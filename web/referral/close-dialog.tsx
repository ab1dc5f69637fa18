import { useState } from 'preact/hooks'
import type { Problem } from '../../shared/problem.ts'
import type { CloseReason, ReferralRecord } from '../../shared/referral.ts'
import { api, call } from '../api.ts'
import { ConflictChoice, conflictOf } from '../conflict.tsx'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/referral.en.ts'
import { fr } from '../i18n/referral.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { showToast } from '../ui/toast.tsx'

/** Closes a referral before the visit, with its reason. */
export function CloseDialog({
  record,
  onClose,
  onDone,
}: {
  record: Pick<ReferralRecord, 'referralId' | 'revision'>
  onClose: () => void
  onDone: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [reason, setReason] = useState<CloseReason | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const conflict = problem && conflictOf(problem)
  const close = async (revision = record.revision) => {
    if (!reason) return setProblem({ code: 'incomplete', message: t.missing })
    setBusy(true)
    const json = { revision, reason }
    const param = { referralId: record.referralId }
    const answer = await call(api.api.referrals[':referralId'].close.$post({ param, json }))
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.closed(t.closeReasons[reason]) })
    onDone()
  }
  return (
    <Dialog
      title={t.closeReferral}
      onClose={onClose}
      notice={
        problem &&
        reason && (
          <Notice tone={conflict ? 'warning' : 'error'}>
            {problem.message}
            {conflict && (
              <ConflictChoice
                mine={t.wantedClosed(t.closeReasons[reason])}
                changes={conflict.changes}
                busy={busy}
                onApply={() => void close(conflict.revision)}
                onKeep={onDone}
              />
            )}
          </Notice>
        )
      }
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="danger" busy={busy} onClick={() => void close()}>
            {t.closeReferral}
          </Button>
        </>
      }
    >
      <RadioGroup<CloseReason>
        label={t.closeWhy}
        hint={t.closeHelp}
        look="options"
        error={problem && !reason ? t.missing : undefined}
        value={reason}
        choices={(Object.keys(t.closeReasons) as CloseReason[]).map((value) => ({
          value,
          label: t.closeReasons[value],
        }))}
        onChange={setReason}
      />
    </Dialog>
  )
}
