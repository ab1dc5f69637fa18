import { useState } from 'preact/hooks'
import type { HostedStop, HostReply } from '../../shared/host.ts'
import type { Problem } from '../../shared/problem.ts'
import { api, call } from '../api.ts'
import { formatDays } from '../format.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/host.en.ts'
import { fr } from '../i18n/host.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'

/** An answer heard on the telephone: from whom, what, and how it was learnt; all three are kept under the planner's name. */
export function TourHostAnswer({
  stop,
  onClose,
  onDone,
}: {
  stop: HostedStop
  onClose: () => void
  onDone: () => Promise<void>
}) {
  const t = useText(fr, en)
  const c = useText(commonFr, commonEn)
  const [name, setName] = useState('')
  const [answer, setAnswer] = useState<HostReply>('accepted')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { stopId, firstDay, lastDay } = stop
  const send = async () => {
    setTried(true)
    if (!name.trim() || !reason.trim()) return
    setBusy(true)
    const sent = await call(
      api.api.hosts.stops[':stopId'].answer.$post({
        param: { stopId },
        json: { answer, firstDay, lastDay, name: name.trim(), reason: reason.trim(), offered: [] },
      }),
    )
    setBusy(false)
    if (!sent.ok) return setProblem(sent.problem)
    showToast({ text: t.heard })
    await onDone()
  }
  return (
    <Dialog
      title={t.hearTitle(stop.centreName, formatDays(firstDay, lastDay))}
      onClose={onClose}
      notice={problem && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{c.cancel}</Button>
          <Button variant="primary" busy={isBusy} onClick={() => void send()}>
            {t.save}
          </Button>
        </>
      }
    >
      <div class="stack">
        <TextInput
          label={t.hearWho}
          hint={t.hearWhoHint}
          value={name}
          maxLength={120}
          error={isTried && !name.trim() ? t.hearWhoMissing : undefined}
          onInput={setName}
        />
        <RadioGroup
          label={t.hearAnswer}
          value={answer}
          onChange={setAnswer}
          choices={[
            { value: 'accepted', label: t.hearYes },
            { value: 'declined', label: t.hearNo },
          ]}
        />
        <TextArea
          label={t.hearHow}
          hint={t.hearHowHint}
          value={reason}
          maxLength={500}
          error={isTried && !reason.trim() ? t.hearHowMissing : undefined}
          onInput={setReason}
        />
      </div>
    </Dialog>
  )
}
