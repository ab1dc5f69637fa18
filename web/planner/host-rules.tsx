import { useState } from 'preact/hooks'
import type { Problem } from '../../shared/problem.ts'
import { api, call } from '../api.ts'
import { formatInstant, PARIS } from '../format.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/host.en.ts'
import { fr } from '../i18n/host.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'

/** Whether publication waits for agreements; who decided it. Loosening it asks first. */
export function HostRules() {
  const t = useText(fr, en)
  const c = useText(commonFr, commonEn)
  const rules = useLoad(() => call(api.api.hosts.rules.$get()), [])
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const set = async (requireConfirmation: boolean) => {
    setAsking(false)
    setProblem(null)
    const answer = await call(api.api.hosts.rules.$put({ json: { requireConfirmation } }))
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.rulesSaved })
    await rules.reload()
  }
  return (
    <div class="stack-tight">
      {problem && <Notice tone="error">{problem.message}</Notice>}
      <Loaded load={rules} lines={2}>
        {({ requireConfirmation, changedBy, changedAt }) => (
          <>
            <p>
              {requireConfirmation ? t.hostsRequired : t.hostsNotRequired}{' '}
              {changedBy && changedAt && (
                <span class="soft">{t.hostsChanged(changedBy, formatInstant(changedAt, PARIS, { year: true }))}</span>
              )}
            </p>
            <div>
              <Button size="s" onClick={() => (requireConfirmation ? setAsking(true) : void set(true))}>
                {requireConfirmation ? t.doNotRequire : t.require}
              </Button>
            </div>
          </>
        )}
      </Loaded>
      {isAsking && (
        <Dialog
          title={t.doNotRequireTitle}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{c.cancel}</Button>
              <Button variant="danger" onClick={() => void set(false)}>
                {t.doNotRequire}
              </Button>
            </>
          }
        >
          <p>{t.doNotRequireText}</p>
        </Dialog>
      )}
    </div>
  )
}
