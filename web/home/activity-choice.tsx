import { useState } from 'preact/hooks'
import type { Activity } from '../../shared/sign-in.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/sign-in.en.ts'
import { fr } from '../i18n/sign-in.fr.ts'
import { useText } from '../i18n/text.ts'
import { loadSession } from '../session.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import './sign-in.css'

/** A doctor whom Pro Santé Connect knows in several places says where they work; nothing opens before. */
export function ActivityChoice({ activities }: { activities: readonly Activity[] }) {
  const t = useText(fr, en)
  const [chosen, setChosen] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const goOn = async () => {
    setTried(true)
    if (chosen === null) return
    setBusy(true)
    const answer = await call(api.api.session.activity.$post({ json: { activity: Number(chosen) } }))
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    await loadSession()
  }
  return (
    <Page title={t.activityTitle} intro={t.activityIntro}>
      <div class="sign-in-card">
        {problem && <Notice tone="error">{problem}</Notice>}
        <RadioGroup
          label={t.activity}
          look="options"
          choices={activities.map(({ place, city }, at) => ({
            value: String(at),
            label: place || t.activityUnnamed,
            hint: city,
          }))}
          value={chosen}
          onChange={setChosen}
          error={isTried && chosen === null ? t.missing : undefined}
        />
        <div>
          <Button variant="primary" busy={isBusy} onClick={() => void goOn()}>
            {t.goOn}
          </Button>
        </div>
      </div>
    </Page>
  )
}
