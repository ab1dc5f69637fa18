import type { PictureLine, PicturePlace } from '../../shared/picture.ts'
import { type Answer, call } from '../api.ts'

const TIMEOUT_MS = 120_000

/**
 * Sends one picture and says how far it is, from 0 to 1, which `fetch` cannot. Answers like `call`: the same picture sent
 * twice is one. `signal` gives up.
 */
export function sendPicture(
  picture: PicturePlace & { draftId: string; pictureId: string; blob: Blob },
  onProgress: (share: number) => void,
): Promise<Answer<PictureLine>> {
  const { draftId, pictureId, blob, ...place } = picture
  const address = `/api/pictures/drafts/${draftId}/${pictureId}?${new URLSearchParams(place)}`
  const response = new Promise<{ ok: boolean; status: number; json: () => Promise<PictureLine> }>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', address)
    request.timeout = TIMEOUT_MS
    request.setRequestHeader('Content-Type', 'image/jpeg')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () =>
      resolve({
        ok: request.status >= 200 && request.status < 300,
        status: request.status,
        json: async () => JSON.parse(request.responseText) as PictureLine,
      })
    request.onerror = () => reject(new TypeError('network'))
    request.ontimeout = () => reject(new DOMException('timeout', 'TimeoutError'))
    request.send(blob)
  })
  return call(response)
}
