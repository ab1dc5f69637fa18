import { useState } from 'preact/hooks'
import type { ReferralId } from '../shared/ids.ts'
import type { PictureLine } from '../shared/picture.ts'
import type { Protocol } from '../shared/protocol.ts'
import { api, call } from './api.ts'
import { language } from './i18n/language.ts'
import { en } from './i18n/pictures.en.ts'
import { fr } from './i18n/pictures.fr.ts'
import { useText } from './i18n/text.ts'
import { useLoad } from './load.ts'
import { Loaded } from './ui/loaded.tsx'
import { PictureViewer } from './ui/picture-viewer.tsx'
import './lesion-pictures.css'

type Words = Pick<Protocol, 'itemName' | 'pictures'>

/** What a picture is called: « Lésion 1, vue d’ensemble ». */
export function titleOfPicture(protocol: Words, picture: Pick<PictureLine, 'lesion' | 'framing'>): string {
  const item = protocol.itemName[language.value]
  const framing = protocol.pictures.find(({ id }) => id === picture.framing)?.label[language.value] ?? picture.framing
  return `${item.charAt(0).toUpperCase()}${item.slice(1)} ${(picture.lesion ?? 0) + 1}, ${framing.toLowerCase()}`
}

/** In the order of the items, then of the protocol's framings. */
export function inOrder(protocol: Words, pictures: readonly PictureLine[]): PictureLine[] {
  const rank = ({ lesion, framing }: PictureLine) =>
    (lesion ?? 0) * 10 + protocol.pictures.findIndex(({ id }) => id === framing)
  return [...pictures].sort((one, other) => rank(one) - rank(other))
}

/** The pictures of a referral, small, each opening in the viewer. Nothing is shown where the protocol asks for none. */
export function LesionPictures({ referralId, protocol }: { referralId: ReferralId; protocol: Words }) {
  const t = useText(fr, en)
  const pictures = useLoad(
    protocol.pictures.length > 0
      ? () => call(api.api.pictures.referrals[':referralId'].$get({ param: { referralId } }))
      : null,
    [referralId],
  )
  if (protocol.pictures.length === 0) return null
  return (
    <section class="stack-tight" aria-label={t.title}>
      <h3>{t.title}</h3>
      <Loaded load={pictures} lines={2}>
        {(known) => <Thumbnails protocol={protocol} pictures={inOrder(protocol, known)} />}
      </Loaded>
    </section>
  )
}

function Thumbnails({ protocol, pictures }: { protocol: Words; pictures: readonly PictureLine[] }) {
  const t = useText(fr, en)
  const [open, setOpen] = useState<string | null>(null)
  if (pictures.length === 0) return <p class="soft">{t.none}</p>
  const viewed = pictures.map((picture) => ({
    id: picture.pictureId as string,
    title: titleOfPicture(protocol, picture),
    address: `/api/pictures/${picture.pictureId}/image`,
  }))
  return (
    <>
      <ul class="lesion-pictures">
        {pictures.map((picture, at) => (
          <li key={picture.pictureId}>
            <button type="button" aria-label={t.enlarge(viewed[at]!.title)} onClick={() => setOpen(picture.pictureId)}>
              <img src={picture.thumbnail} alt="" />
            </button>
            <span class="small">{viewed[at]!.title}</span>
          </li>
        ))}
      </ul>
      {open && <PictureViewer pictures={viewed} first={open} onClose={() => setOpen(null)} />}
    </>
  )
}
