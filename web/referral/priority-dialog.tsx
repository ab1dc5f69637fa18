import { useState } from 'preact/hooks'
import type { PriorityClass } from '../../shared/appointment.ts'
import type { Problem } from '../../shared/problem.ts'
import type { ReasonInput, ReferralRecord } from '../../shared/referral.ts'
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
import { showToast } from '../ui/toast.tsx'
import { ClassChoice, ReasonFields } from './priority-section.tsx'

/** Gives a referral another class, with its reason; lowering a P1 is asked a second time. */
export function PriorityDialog({
  record,
  onClose,
  onDone,
}: {
  record: Pick<ReferralRecord, 'referralId' | 'revision' | 'priorityClass' | 'protocol'>
  onClose: () => void
  onDone: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [wanted, setWanted] = useState<PriorityClass | null>(null)
  const [reason, setReason] = useState<ReasonInput | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const mustConfirm = problem?.code === 'confirm_lowering'
  const hasTried = problem !== null

  const conflict = problem && conflictOf(problem)
  const [revision, setRevision] = useState(record.revision)
  const change = async (from = revision) => {
    if (!wanted || !reason) return setProblem({ code: 'incomplete', message: t.missing })
    setBusy(true)
    const answer = await call(
      api.api.referrals[':referralId'].priority.$post({
        param: { referralId: record.referralId },
        json: { revision: from, priorityClass: wanted, reason, confirmed: mustConfirm },
      }),
    )
    setBusy(false)
    // The question asked twice is about the version that was shown with it.
    setRevision(from)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.priorityChanged })
    onDone()
  }
  return (
    <Dialog
      title={t.changePriority}
      onClose={onClose}
      notice={
        problem && (
          <Notice
            tone={mustConfirm || conflict ? 'warning' : 'error'}
            title={mustConfirm ? t.confirmLoweringTitle : undefined}
          >
            {mustConfirm ? t.confirmLowering : problem.message}
            {conflict && wanted && reason && (
              <ConflictChoice
                mine={t.wantedPriority(wanted, t.reasons[reason.code])}
                changes={conflict.changes}
                busy={busy}
                onApply={() => void change(conflict.revision)}
                onKeep={onDone}
              />
            )}
          </Notice>
        )
      }
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant={mustConfirm ? 'danger' : 'primary'} busy={busy} onClick={() => void change()}>
            {mustConfirm ? t.confirmLoweringYes : common.save}
          </Button>
        </>
      }
    >
      <ClassChoice
        protocol={record.protocol}
        label={t.newPriority}
        value={wanted ?? record.priorityClass}
        error={hasTried && !wanted ? t.missing : undefined}
        onChange={(next) => {
          setWanted(next)
          setProblem(null)
        }}
      />
      <ReasonFields
        value={reason}
        label={t.overrideReason}
        errorOf={(field) =>
          problem?.field === (field === 'code' ? 'reason' : 'reason.text')
            ? problem.message
            : hasTried && field === 'code' && !reason
              ? t.missing
              : undefined
        }
        onChange={setReason}
      />
    </Dialog>
  )
}
