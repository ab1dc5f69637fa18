import { useState } from 'preact/hooks'
import type { Problem } from '../../shared/problem.ts'
import type { LocalDate } from '../../shared/time.ts'
import { api, call } from '../api.ts'
import { en as common } from '../i18n/common.en.ts'
import { fr as commun } from '../i18n/common.fr.ts'
import { en } from '../i18n/needs.en.ts'
import { fr } from '../i18n/needs.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { DateInput, TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { FileInput } from './file-input.tsx'

type Unknown = { readonly count: number; readonly codes: readonly { readonly code: string; readonly line: number }[] }

/** Loads a file of underserved areas, in place of the one in use; what is wrong with it is said where it is. */
export function UploadDialog({
  replaced,
  onClose,
  onLoaded,
}: {
  replaced: string | null
  onClose: () => void
  onLoaded: () => Promise<void>
}) {
  const t = useText(fr, en)
  const c = useText(commun, common)
  const [name, setName] = useState('')
  const [source, setSource] = useState('')
  const [date, setDate] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const unknown = problem?.code === 'layer_codes_unknown' ? (problem.details as Unknown | undefined) : undefined
  const load = async (acceptUnknown: boolean) => {
    if (!file) return setProblem({ code: 'file', message: t.fileMissing, field: 'content' })
    setBusy(true)
    const json = { name, source, date: date as LocalDate, content: await file.text(), acceptUnknown }
    const answer = await call(api.api.needs.underserved.$put({ json }))
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.loaded })
    await onLoaded()
  }
  const wrong = (field: string) => (problem?.field === field ? problem.message : undefined)
  const isComplete = name.trim() !== '' && source.trim() !== '' && date !== ''
  return (
    <Dialog
      title={replaced ? t.replace : t.load}
      onClose={onClose}
      notice={problem && !problem.field && <Notice tone="error">{problem.message}</Notice>}
      actions={
        <>
          <Button onClick={onClose}>{c.cancel}</Button>
          {unknown && (
            <Button busy={busy} onClick={() => load(true)}>
              {t.loadWithout(unknown.count)}
            </Button>
          )}
          <Button variant="primary" busy={busy} disabled={!isComplete} onClick={() => load(false)}>
            {replaced ? t.replace : t.load}
          </Button>
        </>
      }
    >
      <div class="stack">
        {replaced && <p>{t.replaceExplained(replaced)}</p>}
        <TextInput label={t.name} maxLength={80} value={name} onInput={setName} error={wrong('name')} />
        <TextInput
          label={t.source}
          hint={t.sourceHint}
          maxLength={200}
          value={source}
          onInput={setSource}
          error={wrong('source')}
        />
        <DateInput label={t.date} value={date} onInput={setDate} error={wrong('date')} />
        <FileInput
          label={t.file}
          hint={t.fileHint}
          accept=".geojson,.json,.csv,.txt"
          onFile={(chosen) => {
            setFile(chosen)
            setProblem(null)
          }}
          error={wrong('content')}
        />
        {unknown && (
          <ul class="small">
            {unknown.codes.map(({ code, line }) => (
              <li key={code}>{t.unknownLine(code, line)}</li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}
