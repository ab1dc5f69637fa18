import { useState } from 'preact/hooks'
import type { LoggedMessage, MessageState } from '../../shared/message.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/messages.en.ts'
import { fr } from '../i18n/messages.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Select } from '../ui/select.tsx'
import { showToast } from '../ui/toast.tsx'
import { inChoice, useUrlState } from '../url-state.ts'
import { MessageCard } from './message-card.tsx'

const STATES: readonly MessageState[] = ['queued', 'sending', 'accepted', 'delivered', 'failed', 'unknown', 'skipped']
const ADDRESS = { etat: inChoice(['', ...STATES], '') }

/** Every SMS of the centres, latest first, with what became of it. */
export function LogPanel() {
  const t = useText(fr, en)
  const [{ etat }, setAddress] = useUrlState(ADDRESS)
  const query = etat === '' ? {} : { state: etat }
  const log = useLoad(() => call(api.api.messages.log.$get({ query })), [etat])
  const [older, setOlder] = useState<readonly LoggedMessage[]>([])
  const [hasMore, setHasMore] = useState(true)

  const showOlder = async (before: LoggedMessage) => {
    const answer = await call(api.api.messages.log.$get({ query: { ...query, before: before.createdAt } }))
    if (!answer.ok) return showToast({ text: answer.problem.message, tone: 'error' })
    setOlder([...older, ...answer.value.messages])
    setHasMore(answer.value.hasMore)
  }
  return (
    <Loaded load={log} lines={8}>
      {({ messages, counts, hasMore: hasSecondPage }) => {
        const shown = [...messages, ...older]
        const last = shown.at(-1)
        return (
          <section class="stack" aria-label={t.log.list}>
            <div class="messages-filter">
              <Select
                label={t.log.filter}
                empty={t.log.all}
                value={etat}
                onChange={(value) => {
                  setOlder([])
                  setHasMore(true)
                  setAddress({ etat: value })
                }}
                options={STATES.map((state) => ({ value: state, label: `${t.state[state]} (${counts[state] ?? 0})` }))}
              />
            </div>
            {shown.length === 0 && (
              <EmptyState title={etat === '' ? t.log.empty : t.log.emptyFiltered}>{t.log.emptyHelp}</EmptyState>
            )}
            <ul class="messages-list">
              {shown.map((message) => (
                <MessageCard key={message.messageId} message={message} />
              ))}
            </ul>
            {last && (older.length > 0 ? hasMore : hasSecondPage) && (
              <Button onClick={() => void showOlder(last)}>{t.log.more}</Button>
            )}
          </section>
        )
      }}
    </Loaded>
  )
}
