import { useId, useState } from 'preact/hooks'
import type { StopId } from '../shared/ids.ts'
import type { Problem } from '../shared/problem.ts'
import type { TimeZone } from '../shared/time.ts'
import type { ReadinessDocument, ReadinessItem } from '../shared/tour.ts'
import { api, call } from './api.ts'
import { formatCount, formatInstant } from './format.ts'
import { en } from './i18n/readiness.en.ts'
import { fr } from './i18n/readiness.fr.ts'
import { useText } from './i18n/text.ts'
import { session } from './session.ts'
import { Button, LinkButton } from './ui/button.tsx'
import { Notice } from './ui/notice.tsx'
import { Progress } from './ui/progress.tsx'
import { showToast } from './ui/toast.tsx'

const PARIS = 'Europe/Paris' as TimeZone

/** The papers of a point: downloaded, attached, taken back by whoever attached them. */
export function ReadinessDocuments({
  stopId,
  line,
  onChanged,
}: {
  stopId: StopId
  line: ReadinessItem
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const id = useId()
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  /** What the server's antivirus did not read: taken on a telephone, it may be nowhere else. */
  const [unscanned, setUnscanned] = useState<File | null>(null)
  const attach = async (file: File) => {
    setSending(true)
    setProblem(null)
    const route = api.api.readiness.stops[':stopId'].documents
    const body = new FormData()
    body.set('item', line.item)
    body.set('file', file)
    const answer = await call(route.$post({ param: { stopId } }, { init: { body, headers: {} } }))
    setSending(false)
    setUnscanned(!answer.ok && answer.problem.code === 'upload_unscanned' ? file : null)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.documentKept(file.name) })
    await onChanged()
  }
  return (
    <section class="stack-tight" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{t.documents}</h3>
      {problem && (
        <Notice
          tone="error"
          title={unscanned?.name}
          actions={unscanned && <Button onClick={() => void attach(unscanned)}>{t.sendAgain}</Button>}
        >
          {problem.message}
        </Notice>
      )}
      {line.documents.length > 0 && (
        <ul class="readiness-documents">
          {line.documents.map((document) => (
            <DocumentLine key={document.documentId} document={document} onChanged={onChanged} onProblem={setProblem} />
          ))}
        </ul>
      )}
      <label class="field" for={id}>
        {t.addDocument}
      </label>
      <p id={`${id}-hint`} class="soft small">
        {t.documentHint}
      </p>
      <input
        id={id}
        type="file"
        accept="application/pdf,image/jpeg,image/png,image/webp"
        aria-describedby={`${id}-hint`}
        disabled={isSending}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          if (file) void attach(file)
          // The same file may be chosen again.
          event.currentTarget.value = ''
        }}
      />
      {isSending && <Progress label={t.sending} value={null} />}
    </section>
  )
}

function DocumentLine({
  document: { documentId, name, sizeBytes, addedBy, addedAt },
  onChanged,
  onProblem,
}: {
  document: ReadinessDocument
  onChanged: () => Promise<void>
  onProblem: (problem: Problem) => void
}) {
  const t = useText(fr, en)
  const state = session.value
  const isMine = state.status === 'signed_in' && state.person.name === addedBy
  const size = t.kilobytes(formatCount(Math.max(1, Math.round(sizeBytes / 1000))))
  const remove = async () => {
    const answer = await call(api.api.readiness.documents[':documentId'].$delete({ param: { documentId } }))
    if (!answer.ok) return onProblem(answer.problem)
    showToast({ text: t.documentRemoved(name) })
    await onChanged()
  }
  return (
    <li>
      <span>
        <LinkButton size="s" variant="quiet" href={`/api/readiness/documents/${documentId}`} download>
          {name}
        </LinkButton>{' '}
        <span class="soft small">
          {t.documentLine(size, addedBy ?? '', formatInstant(addedAt, PARIS, { year: true }))}
        </span>
      </span>
      {isMine && (
        <Button size="s" variant="quiet" icon="cross" iconOnly onClick={() => void remove()}>
          {t.removeDocument(name)}
        </Button>
      )}
    </li>
  )
}
