import type { OpenSession } from '../../shared/sign-in.ts'
import { type Answer, api, call } from '../api.ts'
import { en } from '../i18n/account.en.ts'
import { fr } from '../i18n/account.fr.ts'
import { useText } from '../i18n/text.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { showToast } from '../ui/toast.tsx'
import type { PanelProps } from './account-page.tsx'
import { momentOf } from './moments.ts'

const BROWSERS: Readonly<Record<string, string>> = {
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  opera: 'Opera',
  safari: 'Safari',
}
const SYSTEMS: Readonly<Record<string, string>> = {
  android: 'Android',
  chromeos: 'ChromeOS',
  ios: 'iOS',
  linux: 'Linux',
  macos: 'macOS',
  windows: 'Windows',
}

/** One's open sessions: where, how, when last used; end one, or all the others. */
export function SessionsPanel({ account, reload }: PanelProps) {
  const t = useText(fr, en)
  const deviceOf = ({ device }: OpenSession) => {
    const [browser = '', system = ''] = device.split('/')
    return t.on(BROWSERS[browser] ?? t.unknownBrowser, SYSTEMS[system] ?? t.unknownSystem)
  }
  const end = async (asked: Promise<Answer<unknown>>, text: string) => {
    const answer = await asked
    if (!answer.ok) return showToast({ text: answer.problem.message, tone: 'error' })
    showToast({ text })
    await reload()
  }
  const sessions = api.api.account.sessions
  const columns: Column<OpenSession>[] = [
    {
      key: 'device',
      header: t.device,
      names: true,
      cell: (one) => (
        <span class="row">
          {deviceOf(one)} {one.isThisOne && <Badge tone="accent">{t.thisOne}</Badge>}
        </span>
      ),
    },
    { key: 'method', header: t.method, cell: ({ method }) => t.methods[method] },
    { key: 'seen', header: t.lastSeen, cell: ({ lastSeenAt }) => momentOf(lastSeenAt) },
    {
      key: 'actions',
      header: t.actions,
      hideHeader: true,
      cell: (one) =>
        !one.isThisOne && (
          <Button
            size="s"
            aria-label={t.endOf(deviceOf(one), momentOf(one.lastSeenAt))}
            onClick={() =>
              void end(call(sessions[':sessionId'].$delete({ param: { sessionId: one.sessionId } })), t.ended)
            }
          >
            {t.end}
          </Button>
        ),
    },
  ]
  return (
    <div class="stack">
      <p class="soft readable">{t.sessionsHelp}</p>
      <Table
        caption={t.sessionsCaption}
        columns={columns}
        rows={account.sessions}
        rowKey={({ sessionId }) => sessionId}
      />
      {account.sessions.length > 1 && (
        <div>
          <Button onClick={() => void end(call(sessions.$delete()), t.othersEnded)}>{t.endOthers}</Button>
        </div>
      )}
    </div>
  )
}
