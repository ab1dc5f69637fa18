import { useState } from 'preact/hooks'
import { shortDate } from '../../shared/days.ts'
import type { SitesView } from '../../shared/need.ts'
import type { LocalDate } from '../../shared/time.ts'
import { api, call } from '../api.ts'
import { formatCount } from '../format.ts'
import { en as common } from '../i18n/common.en.ts'
import { fr as commun } from '../i18n/common.fr.ts'
import { en } from '../i18n/needs.en.ts'
import { fr } from '../i18n/needs.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DateInput, TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { FileInput } from './file-input.tsx'

/** Where specialists are known to practise: how many communes, from whom, and the ways to load or forget them. */
export function SitesSection({ sites, onChanged }: { sites: SitesView; onChanged: () => Promise<void> }) {
  const t = useText(fr, en)
  const c = useText(commun, common)
  const [asking, setAsking] = useState<'load' | 'clear' | null>(null)
  const count = sites.communes.length
  const clear = async () => {
    const answer = await call(api.api.needs.sites.$delete({ query: { specialty: sites.specialty } }))
    setAsking(null)
    if (answer.ok) await onChanged()
    else showToast({ text: answer.problem.message, tone: 'error' })
  }
  return (
    <section class="stack-tight">
      <h2>{t.sitesTitle}</h2>
      <p class="readable">
        {count === 0 || !sites.source || !sites.date
          ? t.sitesNone
          : t.sitesKnown(formatCount(count), count > 1, sites.source, shortDate(sites.date))}
      </p>
      <div class="row no-print">
        <Button onClick={() => setAsking('load')}>{t.loadSites}</Button>
        {count > 0 && (
          <Button variant="quiet" onClick={() => setAsking('clear')}>
            {t.clearSites}
          </Button>
        )}
      </div>
      {asking === 'load' && (
        <SitesDialog specialty={sites.specialty} onClose={() => setAsking(null)} onLoaded={onChanged} />
      )}
      {asking === 'clear' && (
        <Dialog
          title={t.clearSites}
          onClose={() => setAsking(null)}
          actions={
            <>
              <Button onClick={() => setAsking(null)}>{c.cancel}</Button>
              <Button variant="danger" onClick={clear}>
                {t.clearSites}
              </Button>
            </>
          }
        >
          <p>{t.clearSitesExplained}</p>
        </Dialog>
      )}
    </section>
  )
}

function SitesDialog({
  specialty,
  onClose,
  onLoaded,
}: {
  specialty: string
  onClose: () => void
  onLoaded: () => Promise<void>
}) {
  const t = useText(fr, en)
  const c = useText(commun, common)
  const [source, setSource] = useState('')
  const [date, setDate] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [error, setError] = useState<string>()
  const load = async () => {
    if (!file) return setError(t.fileMissing)
    const json = { specialty, source, date: date as LocalDate, content: await file.text() }
    const answer = await call(api.api.needs.sites.$put({ json }))
    if (!answer.ok) return setError(answer.problem.message)
    showToast({ text: t.sitesLoaded })
    onClose()
    await onLoaded()
  }
  return (
    <Dialog
      title={t.loadSites}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{c.cancel}</Button>
          <Button variant="primary" disabled={source.trim() === '' || date === ''} onClick={load}>
            {t.loadSites}
          </Button>
        </>
      }
    >
      <div class="stack">
        <TextInput label={t.source} hint={t.sourceHint} maxLength={200} value={source} onInput={setSource} />
        <DateInput label={t.date} value={date} onInput={setDate} />
        <FileInput label={t.file} hint={t.sitesFileHint} accept=".csv,.txt" onFile={setFile} error={error} />
      </div>
    </Dialog>
  )
}
