import { useState } from 'preact/hooks'
import type { TourHosts } from '../../shared/host.ts'
import type { TourId } from '../../shared/ids.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import { api, call } from '../api.ts'
import { copyText } from '../copy-text.ts'
import { formatInstant, PARIS } from '../format.ts'
import { en } from '../i18n/host.en.ts'
import { fr } from '../i18n/host.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { PrintedHostLetter } from './tour-host-letter.tsx'

type Centre = TourHosts['centres'][number]
type Link = { readonly url: string; readonly expiresAt: Instant }

const untilOf = (expiresAt: Instant) => formatInstant(expiresAt, PARIS, { year: true })

/** The secret link by which a centre answers without an account: made, shown once to copy or print, revoked. */
export function TourHostLink({
  tourId,
  centre,
  onChanged,
}: {
  tourId: TourId
  centre: Centre
  onChanged: () => Promise<void>
}) {
  const t = useText(fr, en)
  const [link, setLink] = useState<Link | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const param = { tourId, centreId: centre.centreId }
  const route = api.api.hosts.tours[':tourId'].centres[':centreId'].link
  const make = async () => {
    setBusy(true)
    const answer = await call(route.$post({ param }))
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    setLink(answer.value)
  }
  const revoke = async () => {
    const answer = await call(route.$delete({ param }))
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ text: t.revoked })
    await onChanged()
  }
  return (
    <div class="stack-tight">
      {problem && <Notice tone="error">{problem.message}</Notice>}
      {centre.link && <p class="soft small">{t.linkOpen(untilOf(centre.link.expiresAt))}</p>}
      <div class="row">
        <Button size="s" busy={isBusy} aria-label={t.makeLinkFor(centre.centreName)} onClick={() => void make()}>
          {centre.link ? t.newLink : t.makeLink}
        </Button>
        {centre.link && (
          <Button size="s" variant="quiet" aria-label={t.revokeFor(centre.centreName)} onClick={() => void revoke()}>
            {t.revoke}
          </Button>
        )}
      </div>
      {link && (
        <LinkDialog
          centre={centre}
          link={link}
          onClose={() => {
            setLink(null)
            void onChanged()
          }}
        />
      )}
    </div>
  )
}

function LinkDialog({ centre, link, onClose }: { centre: Centre; link: Link; onClose: () => void }) {
  const t = useText(fr, en)
  return (
    <Dialog
      title={t.linkTitle(centre.centreName)}
      onClose={onClose}
      actions={
        <>
          <Button icon="print" onClick={() => window.print()}>
            {t.print}
          </Button>
          <Button onClick={() => void copyText(link.url, t.copied)}>{t.copy}</Button>
          <Button variant="primary" onClick={onClose}>
            {t.done}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t.linkOnce}</p>
        {centre.link && <Notice>{t.linkReplaces}</Notice>}
        <TextInput label={t.linkAddress} value={link.url} readOnly onInput={() => undefined} />
        <p>{t.linkUntil(untilOf(link.expiresAt))}</p>
      </div>
      <PrintedHostLetter centre={centre} url={link.url} until={untilOf(link.expiresAt)} />
    </Dialog>
  )
}
