import { useState } from 'preact/hooks'
import type { Problem } from '../shared/problem.ts'
import { REMINDED_DAYS_BEFORE } from '../shared/roster-reminders.ts'
import type { CalendarLink } from '../shared/tour-view.ts'
import { api, call } from './api.ts'
import { copyText } from './copy-text.ts'
import { formatList } from './format.ts'
import { en } from './i18n/calendars.en.ts'
import { fr } from './i18n/calendars.fr.ts'
import { en as commonEn } from './i18n/common.en.ts'
import { fr as commonFr } from './i18n/common.fr.ts'
import { useText } from './i18n/text.ts'
import { useLoad } from './load.ts'
import { Button } from './ui/button.tsx'
import { Dialog } from './ui/dialog.tsx'
import { Loaded } from './ui/loaded.tsx'
import { Notice } from './ui/notice.tsx'
import { showToast } from './ui/toast.tsx'
import './calendars.css'

/** The secret calendar addresses one may subscribe to, of units, centres or oneself: copied, or revoked when shared by mistake. */
function CalendarsDialog({ onClose }: { onClose: () => void }) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const list = useLoad(() => call(api.api.calendars.$get()), [])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [revoking, setRevoking] = useState<string | null>(null)
  /** The address shown because the browser would not copy it. */
  const [shown, setShown] = useState<string | null>(null)
  const copy = async ({ name, url }: CalendarLink) => {
    if (!(await copyText(url, t.copied(name)))) setShown(url)
  }
  const revoke = async ({ kind, id, name }: CalendarLink) => {
    const answer = await call(api.api.calendars.revoke.$post({ json: { kind, id } }))
    if (!answer.ok) return setProblem(answer.problem)
    setRevoking(null)
    showToast({ text: t.revoked(name) })
    await list.reload()
  }
  return (
    <Dialog title={t.title} onClose={onClose} wide>
      <div class="stack">
        <p class="soft">{t.explained}</p>
        {problem && <Notice tone="error">{problem.message}</Notice>}
        <Loaded load={list}>
          {({ calendars }) => (
            <ul class="calendars">
              {calendars.map((calendar) => {
                const key = `${calendar.kind} ${calendar.id}`
                return (
                  <li key={key} class="row-spread">
                    <span>
                      <span class="soft small">{t.kind[calendar.kind]}</span> {calendar.name}
                      {shown === calendar.url && <code class="calendar-address">{calendar.url}</code>}
                    </span>
                    <span class="row">
                      <Button size="s" aria-label={`${t.copy} – ${calendar.name}`} onClick={() => void copy(calendar)}>
                        {t.copy}
                      </Button>
                      {revoking === key ? (
                        <>
                          <Button size="s" onClick={() => setRevoking(null)}>
                            {common.cancel}
                          </Button>
                          <Button
                            size="s"
                            variant="danger"
                            aria-label={`${t.revokeForGood} – ${calendar.name}`}
                            onClick={() => void revoke(calendar)}
                          >
                            {t.revokeForGood}
                          </Button>
                        </>
                      ) : (
                        <Button
                          size="s"
                          variant="quiet"
                          aria-label={`${t.revoke} – ${calendar.name}`}
                          onClick={() => setRevoking(key)}
                        >
                          {t.revoke}
                        </Button>
                      )}
                    </span>
                  </li>
                )
              })}
              {calendars.some(({ kind }) => kind === 'specialist') && (
                <li class="soft small">{t.reminders(formatList(REMINDED_DAYS_BEFORE.map(t.daysBefore)))}</li>
              )}
            </ul>
          )}
        </Loaded>
      </div>
    </Dialog>
  )
}

/** The button that opens them. */
export function CalendarsButton() {
  const t = useText(fr, en)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon="calendar" variant="quiet" onClick={() => setOpen(true)}>
        {t.calendars}
      </Button>
      {isOpen && <CalendarsDialog onClose={() => setOpen(false)} />}
    </>
  )
}
