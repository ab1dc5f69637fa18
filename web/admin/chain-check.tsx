import { useState } from 'preact/hooks'
import { api, call } from '../api.ts'
import { formatCount } from '../format.ts'
import { en } from '../i18n/admin.en.ts'
import { fr } from '../i18n/admin.fr.ts'
import { useText } from '../i18n/text.ts'
import type { Load } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'

type Chain = { readonly sound: number; readonly firstAltered: number | null }

/** Recomputes the whole log's chain on demand and says whether a line was altered. */
export function ChainCheck() {
  const t = useText(fr, en)
  const [check, setCheck] = useState<Load<Chain>>({ status: 'idle' })
  const verify = async () => {
    setCheck({ status: 'loading' })
    const answer = await call(api.api.admin['access-log'].verification.$get())
    setCheck(answer.ok ? { status: 'loaded', value: answer.value } : { status: 'failed', problem: answer.problem })
  }
  return (
    <div class="stack-tight">
      <div>
        <Button icon="lock" busy={check.status === 'loading'} onClick={() => void verify()}>
          {t.log.verify}
        </Button>
      </div>
      {check.status === 'loading' && <Spinner label={t.log.verifying} />}
      {check.status === 'failed' && <Notice tone="error">{check.problem.message}</Notice>}
      {check.status === 'loaded' &&
        (check.value.firstAltered === null ? (
          <Notice tone="success" live>
            {t.log.sound(formatCount(check.value.sound))}
          </Notice>
        ) : (
          <Notice tone="error">{t.log.altered(formatCount(check.value.firstAltered))}</Notice>
        ))}
    </div>
  )
}
