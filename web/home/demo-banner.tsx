import { useState } from 'preact/hooks'
import { type Advanced, advanceClock, type ClockStep, serverClock } from '../clock.ts'
import { formatInstant } from '../format.ts'
import { en } from '../i18n/common.en.ts'
import { fr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'
import './demo-banner.css'

type Advance =
  | { readonly status: 'still' }
  | { readonly status: 'moving'; readonly by: ClockStep }
  | { readonly status: 'moved'; readonly happened: Advanced['happened'] }
  | { readonly status: 'failed'; readonly message: string }

/** Says that nothing here is real and what time it is, and lets anyone move time forward. */
export function DemoBanner({ canAdvance }: { canAdvance: boolean }) {
  const t = useText(fr, en)
  const [advance, setAdvance] = useState<Advance>({ status: 'still' })
  const clock = serverClock.value
  if (!clock?.demo) return null

  const move = async (by: ClockStep) => {
    setAdvance({ status: 'moving', by })
    const answer = await advanceClock(by)
    setAdvance(
      answer.ok
        ? { status: 'moved', happened: answer.value.happened }
        : { status: 'failed', message: answer.problem.message },
    )
  }
  const step = (by: ClockStep, label: string) => (
    <Button size="s" busy={advance.status === 'moving' && advance.by === by} onClick={() => void move(by)}>
      {label}
    </Button>
  )
  return (
    <aside class="demo-banner no-print" aria-label={t.demoControls}>
      <p class="demo-moment">{t.demoBanner(formatInstant(clock.now, clock.zone, { year: true }))}</p>
      {canAdvance && (
        <div class="demo-steps">
          {step('hour', t.demoHour)}
          {step('day', t.demoDay)}
          {step('next_event', t.demoNextEvent)}
        </div>
      )}
      {advance.status === 'moving' && <Progress label={t.demoRunning} value={null} hideLabel />}
      <div class="demo-news" role="status">
        {advance.status === 'moved' && (
          <Happened happened={advance.happened} onClose={() => setAdvance({ status: 'still' })} />
        )}
        {advance.status === 'failed' && <Notice tone="error">{advance.message}</Notice>}
      </div>
    </aside>
  )
}

function Happened({ happened, onClose }: { happened: Advanced['happened']; onClose: () => void }) {
  const t = useText(fr, en)
  const news = happened.map(({ kind, count }) => t.demoHappening[kind](count)).join(' · ')
  return (
    <div class="demo-happened">
      <p>{news ? `${t.demoHappened} : ${news}.` : t.demoNothing}</p>
      <Button size="s" variant="quiet" icon="cross" iconOnly onClick={onClose}>
        {t.close}
      </Button>
    </div>
  )
}
