import type { NextHolder } from '../../shared/appointment.ts'
import type { CallTask } from '../../shared/message.ts'
import { api, call } from '../api.ts'
import { en } from '../i18n/messages.en.ts'
import { fr } from '../i18n/messages.fr.ts'
import { useText } from '../i18n/text.ts'
import { reloadAll, useLoad } from '../load.ts'
import { nextHolderText } from '../next-holder.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { showToast } from '../ui/toast.tsx'
import { CallCard, type CallEnding, isOnlyToTell } from './call-card.tsx'
import { useNews } from './news.ts'
import './messages.css'

/** Whom to call now: large numbers, and how each call ended in one tap. */
export function CallsPage() {
  const t = useText(fr, en).calls
  const calls = useLoad(() => call(api.api.messages.calls.$get()), [])
  useNews(calls.reload)

  const record = async (task: CallTask, ending: CallEnding) => {
    const outcome = ending === 'no_answer' ? 'call_later' : ending
    const param = { callTaskId: task.callTaskId }
    const json = { outcome, attempts: task.attempts, askToCallBack: ending === 'no_answer' }
    const answer = await call(api.api.messages.calls[':callTaskId'].$post({ param, json }))
    if (answer.ok) showToast({ text: saidOf(task, ending, answer.value) })
    else showToast({ text: answer.problem.message, tone: 'error' })
    reloadAll()
  }

  const saidOf = (
    task: CallTask,
    ending: CallEnding,
    did: { askedBySms: boolean; next: NextHolder | null },
  ): string => {
    if (ending === 'refused') return t.done.refused(task.patientName, nextHolderText(did.next))
    if (ending === 'no_answer') return (did.askedBySms ? t.noAnswerDone : t.done.call_later)(task.patientName)
    return (ending === 'agreed' && isOnlyToTell(task) ? t.toldDone : t.done[ending])(task.patientName)
  }

  return (
    <Page title={t.title} intro={t.intro}>
      <Loaded load={calls} lines={8}>
        {(tasks) =>
          tasks.length === 0 ? (
            <EmptyState title={t.empty} icon="check">
              {t.emptyHelp}
            </EmptyState>
          ) : (
            <section class="stack" aria-label={t.list}>
              <p class="soft" role="status">
                {t.count(tasks.length)}
              </p>
              <ul class="messages-list">
                {tasks.map((task) => (
                  <CallCard key={task.callTaskId} task={task} onEnding={(ending) => record(task, ending)} />
                ))}
              </ul>
            </section>
          )
        }
      </Loaded>
    </Page>
  )
}
