import { useEffect } from 'preact/hooks'
import type { Instant, TimeZone } from '../../shared/time.ts'
import { formatInstant, formatList } from '../format.ts'
import { en } from '../i18n/agenda.en.ts'
import { fr } from '../i18n/agenda.fr.ts'
import { useText } from '../i18n/text.ts'
import { lastSent, pendingNotes, sendNotes } from '../offline-notes.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** How often a device without network tries again, in milliseconds; it also does at once when the network comes back. */
const TRY_AGAIN_MS = 15_000

/** Says that the agenda comes from this device, what waits to be sent, and what became of what was sent. */
export function OfflineNotice({
  keptAt,
  zone,
  onBack,
}: {
  keptAt: Instant | null
  zone: TimeZone
  onBack: () => Promise<void>
}) {
  const t = useText(fr, en).notes
  const waiting = pendingNotes.value.length
  const isWaiting = keptAt !== null || waiting > 0
  useEffect(() => {
    if (!isWaiting) return
    const tryAgain = async () => {
      if (await sendNotes()) await onBack()
    }
    const timer = setInterval(tryAgain, TRY_AGAIN_MS)
    addEventListener('online', tryAgain)
    return () => {
      clearInterval(timer)
      removeEventListener('online', tryAgain)
    }
  }, [isWaiting, onBack])
  const sent = lastSent.value
  const names = (notes: readonly { patientName: string }[]) => formatList(notes.map((note) => note.patientName))
  return (
    <>
      {keptAt !== null && (
        <Notice tone="warning" title={t.offlineTitle} live>
          <p>{t.offline(formatInstant(keptAt, zone))}</p>
          {waiting > 0 && <p>{t.waiting(waiting)}</p>}
        </Notice>
      )}
      {keptAt === null && waiting > 0 && (
        <Notice
          tone="warning"
          live
          actions={
            <Button size="s" onClick={() => void sendNotes().then(onBack)}>
              {t.sendNow}
            </Button>
          }
        >
          {t.waiting(waiting)}
        </Notice>
      )}
      {sent && (
        <Notice
          tone="warning"
          title={t.sentTitle}
          live
          actions={
            <Button
              size="s"
              onClick={() => {
                lastSent.value = null
              }}
            >
              {t.understood}
            </Button>
          }
        >
          {sent.setAside.length > 0 && <p>{t.setAside(names(sent.setAside))}</p>}
          {sent.refused.map((note) => (
            <p key={note.noteId}>{t.refused(note.patientName, note.problem?.message ?? '')}</p>
          ))}
        </Notice>
      )}
    </>
  )
}
