import type { LoggedReply } from '../../shared/message.ts'
import { api, call } from '../api.ts'
import { serverClock } from '../clock.ts'
import { formatInstant, formatList } from '../format.ts'
import { en } from '../i18n/messages.en.ts'
import { fr } from '../i18n/messages.fr.ts'
import { useText } from '../i18n/text.ts'
import { reloadAll, useLoad } from '../load.ts'
import { nextHolderText } from '../next-holder.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { showToast } from '../ui/toast.tsx'
import { useNews } from './news.ts'

/** Replies a machine should not interpret, first; then those already understood. */
export function RepliesPanel() {
  const t = useText(fr, en).replies
  const replies = useLoad(() => call(api.api.messages.replies.$get()), [])
  useNews(replies.reload)

  const review = async ({ replyId }: LoggedReply, addToCalls: boolean) => {
    const asked = { param: { replyId }, json: { addToCalls } }
    const answer = await call(api.api.messages.replies[':replyId'].review.$post(asked))
    if (answer.ok) showToast({ text: addToCalls ? t.addToCallsToast : t.doneToast })
    else showToast({ text: answer.problem.message, tone: 'error' })
    reloadAll()
  }
  return (
    <div class="stack">
      <p class="soft readable">{t.help}</p>
      <Loaded load={replies} lines={6}>
        {(all) => {
          const toRead = all.filter((reply) => reply.state === 'to_review')
          const read = all.filter((reply) => reply.state !== 'to_review')
          return (
            <>
              {toRead.length === 0 ? (
                <EmptyState title={t.empty} icon="check">
                  {t.emptyHelp}
                </EmptyState>
              ) : (
                <ReplyList title={t.toRead} replies={toRead} onReview={review} />
              )}
              {read.length > 0 && <ReplyList title={t.read} replies={read} />}
            </>
          )
        }}
      </Loaded>
    </div>
  )
}

function ReplyList({
  title,
  replies,
  onReview,
}: {
  title: string
  replies: readonly LoggedReply[]
  onReview?: (reply: LoggedReply, addToCalls: boolean) => Promise<unknown>
}) {
  return (
    <section class="stack-tight">
      <h2>{title}</h2>
      <ul class="messages-list">
        {replies.map((reply) => (
          <ReplyCard
            key={reply.replyId}
            reply={reply}
            onReview={onReview && ((addToCalls) => onReview(reply, addToCalls))}
          />
        ))}
      </ul>
    </section>
  )
}

function ReplyCard({
  reply,
  onReview,
}: {
  reply: LoggedReply
  onReview?: ((addToCalls: boolean) => Promise<unknown>) | undefined
}) {
  const t = useText(fr, en).replies
  const { patientNames: names } = reply
  const zone = serverClock.value?.zone
  const who = names.length === 0 ? t.unknown : (names.length > 1 ? t.shared : t.from)(formatList(names))
  return (
    <li class="message card">
      <div class="message-head">
        <div class="row">
          <Badge tone={reply.state === 'to_review' ? 'warning' : 'neutral'}>{t.meaning[reply.meaning]}</Badge>
          <strong>{who}</strong>
        </div>
        <p class="soft figures">{reply.phone}</p>
      </div>
      <p class="message-bubble message-received">{reply.body}</p>
      {reply.next && <p>{nextHolderText(reply.next)}</p>}
      <p class="message-times soft small">
        {zone && <span>{t.received(formatInstant(reply.receivedAt, zone))}</span>}
        {names.length === 0 && <span>{t.unknownHelp}</span>}
        {reply.reviewedBy && <span>{t.reviewedBy(reply.reviewedBy)}</span>}
      </p>
      {onReview && (
        <div class="row">
          <Button icon="check" onClick={() => void onReview(false)}>
            {t.done}
          </Button>
          {names.length > 0 && (
            <Button icon="phone" onClick={() => void onReview(true)}>
              {t.addToCalls}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
