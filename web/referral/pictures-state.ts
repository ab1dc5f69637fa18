import { signal } from '@preact/signals'
import type { PictureLine, PictureRules } from '../../shared/picture.ts'
import { api, call } from '../api.ts'
import { type PictureFault, type PictureWarning, readPicture } from './read-picture.ts'
import { createRetry, type Waiting, waitingFor } from './retry.ts'
import { sendPicture } from './send-picture.ts'

/** What a picture waits for before it is sent again by itself; `antivirus`: for the server's to answer. */
type PictureWaiting = Waiting | 'antivirus'

/** Where one picture stands on its way to the server. */
export type PictureStatus =
  | { readonly kind: 'preparing' | 'sent' }
  | { readonly kind: 'sending'; readonly share: number }
  | { readonly kind: 'waiting'; readonly reason: PictureWaiting }
  | { readonly kind: 'refused'; readonly message: string }

/** A picture in its place: which item, which framing. */
export type DraftPicture = {
  readonly pictureId: string
  readonly lesionKey: string
  readonly framing: string
  readonly thumbnail: string | null
  readonly warnings: readonly PictureWarning[]
  readonly status: PictureStatus
}

export type PicturesState = ReturnType<typeof createPicturesState>

/**
 * The pictures of a draft: read and drawn again here, sent one at a time while the GP goes on, sent again by themselves
 * after a cut. They live in memory until they are sent, never in the device's storage.
 */
export function createPicturesState(about: {
  draftId: string
  specialty: string
  rules: PictureRules
  /** Makes sure that the server knows the draft. */
  draftExists: () => Promise<boolean>
}) {
  const { draftId, specialty, rules } = about
  /** Why the last file chosen for a place was not taken; by `placeOf`. */
  const faults = signal<Readonly<Record<string, PictureFault>>>({})
  const pictures = signal<readonly DraftPicture[]>([])
  const blobs = new Map<string, Blob>()
  let line: Promise<void> = Promise.resolve()
  const retry = createRetry(() => void sendAll())

  const change = (pictureId: string, part: Partial<DraftPicture>) => {
    pictures.value = pictures.value.map((one) => (one.pictureId === pictureId ? { ...one, ...part } : one))
  }
  const without = (lesionKey: string, framing: string) =>
    pictures.value.filter((one) => !(one.lesionKey === lesionKey && one.framing === framing))
  const unsent = () => pictures.value.filter(({ status }) => !['sent', 'refused'].includes(status.kind))

  const wait = (pictureId: string, reason: PictureWaiting) => {
    change(pictureId, { status: { kind: 'waiting', reason } })
    retry.later(reason === 'antivirus' ? 'network' : reason)
  }

  const sendOne = async ({ pictureId, lesionKey, framing }: DraftPicture): Promise<void> => {
    const blob = blobs.get(pictureId)
    if (!blob || !unsent().some((one) => one.pictureId === pictureId)) return
    if (!(await about.draftExists())) return wait(pictureId, 'network')
    change(pictureId, { status: { kind: 'sending', share: 0 } })
    const answer = await sendPicture({ draftId, specialty, pictureId, lesionKey, framing, blob }, (share) =>
      change(pictureId, { status: { kind: 'sending', share } }),
    )
    if (answer.ok) {
      blobs.delete(pictureId)
      retry.succeeded()
      change(pictureId, { status: { kind: 'sent' } })
      return
    }
    const reason = answer.problem.code === 'upload_unscanned' ? 'antivirus' : waitingFor(answer.problem)
    if (reason) wait(pictureId, reason)
    else change(pictureId, { status: { kind: 'refused', message: answer.problem.message } })
  }

  const sendAll = (): Promise<void> => {
    line = line.then(async () => {
      for (const picture of unsent()) await sendOne(picture)
    })
    return line
  }

  return {
    pictures,
    faults,
    /** Shows what the server already holds of this draft, as on the device that took it. */
    async load(): Promise<void> {
      const answer = await call(api.api.pictures.drafts[':draftId'].$get({ param: { draftId } }))
      if (answer.ok) pictures.value = [...answer.value.map(toDraftPicture), ...pictures.value]
    },
    /** Takes a file for a place, instead of the picture that stands there; a file that cannot be read changes nothing. */
    async add(lesionKey: string, framing: string, file: Blob): Promise<void> {
      const before = pictures.value.find((one) => one.lesionKey === lesionKey && one.framing === framing)
      const { [placeOf(lesionKey, framing)]: _, ...others } = faults.value
      faults.value = others
      const place = { pictureId: crypto.randomUUID(), lesionKey, framing }
      const added: DraftPicture = { ...place, thumbnail: null, warnings: [], status: { kind: 'preparing' } }
      pictures.value = [...without(lesionKey, framing), added]
      const read = await readPicture(file, rules)
      if (typeof read === 'string') {
        pictures.value = [...without(lesionKey, framing), ...(before ? [before] : [])]
        faults.value = { ...faults.value, [placeOf(lesionKey, framing)]: read }
        return
      }
      blobs.set(place.pictureId, read.blob)
      change(place.pictureId, { thumbnail: read.thumbnail, warnings: read.warnings })
      await sendAll()
    },
    /** Takes a picture away, here and from the draft. */
    async remove({ pictureId, lesionKey, framing }: DraftPicture): Promise<void> {
      pictures.value = without(lesionKey, framing)
      blobs.delete(pictureId)
      // One that is on its way is waited for, so that it does not arrive after it was taken away.
      await line
      await call(api.api.pictures.drafts[':draftId'][':uploadId'].$delete({ param: { draftId, uploadId: pictureId } }))
    },
    /** Sends what is left to send; whether all of it went. */
    async settle(): Promise<boolean> {
      await sendAll()
      return unsent().length === 0
    },
    hasUnsent: () => unsent().length > 0,
    stop: retry.stop,
  }
}

/** The name of a place among the faults. */
export const placeOf = (lesionKey: string, framing: string) => `${lesionKey} ${framing}`

const toDraftPicture = ({ pictureId, lesionKey, framing, thumbnail }: PictureLine): DraftPicture => ({
  pictureId,
  lesionKey,
  framing,
  thumbnail,
  warnings: [],
  status: { kind: 'sent' },
})
