import { useState } from 'preact/hooks'
import type { Problem } from '../../shared/problem.ts'
import { api, call } from '../api.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/scenarios.en.ts'
import { fr } from '../i18n/scenarios.fr.ts'
import { useText } from '../i18n/text.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'

/** Keeps a proposal under a name, renames it, or keeps it no longer. */
export function KeepScenario({ proposalId, name }: { proposalId: string; name: string | null }) {
  const t = useText(fr, en)
  const c = useText(commonFr, commonEn)
  const [kept, setKept] = useState(name)
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const keep = async (wanted: string | null) => {
    setBusy(true)
    const answer = await call(
      api.api.proposals[':proposalId'].name.$put({ param: { proposalId }, json: { name: wanted } }),
    )
    setBusy(false)
    if (!answer.ok) {
      // Taken back from the page itself: no dialog stands open to say it in.
      if (wanted === null) showToast({ tone: 'error', text: answer.problem.message })
      else setProblem(answer.problem)
      return
    }
    setKept(wanted)
    setTyped(null)
    showToast({ text: wanted === null ? t.forgotten : t.kept(wanted) })
  }
  const ask = () => {
    setProblem(null)
    setTyped(kept ?? '')
  }
  return (
    <>
      {kept !== null && <Badge tone="accent">{kept}</Badge>}
      <Button onClick={ask}>{kept === null ? t.keep : t.rename}</Button>
      {kept !== null && (
        <Button variant="quiet" busy={isBusy} onClick={() => void keep(null)}>
          {t.forget}
        </Button>
      )}
      {typed !== null && (
        <Dialog
          title={t.keepTitle}
          onClose={() => setTyped(null)}
          actions={
            <>
              <Button onClick={() => setTyped(null)}>{c.cancel}</Button>
              <Button
                variant="primary"
                busy={isBusy}
                disabled={typed.trim() === ''}
                onClick={() => void keep(typed.trim())}
              >
                {c.save}
              </Button>
            </>
          }
        >
          <div class="stack">
            {problem && <Notice tone="error">{problem.message}</Notice>}
            <TextInput label={t.nameLabel} value={typed} maxLength={80} onInput={setTyped} />
            <p class="soft small">{t.keepHint}</p>
          </div>
        </Dialog>
      )}
    </>
  )
}
