import { useEffect, useRef, useState } from 'preact/hooks'
import { en } from '../i18n/pictures.en.ts'
import { fr } from '../i18n/pictures.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import './picture-viewer.css'

export type ViewedPicture = { readonly id: string; readonly title: string; readonly address: string }

const ZOOMS = [1, 1.5, 2, 3, 4] as const

/**
 * Pictures one at a time in a dialog: arrows go from one to the next, plus, minus and zero zoom, and an enlarged picture
 * scrolls by arrows, by finger or by wheel.
 */
export function PictureViewer({
  pictures,
  first,
  onClose,
}: {
  pictures: readonly ViewedPicture[]
  /** The `id` of the picture to open on. */
  first: string
  onClose: () => void
}) {
  const t = useText(fr, en)
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      pictures.findIndex(({ id }) => id === first),
    ),
  )
  const [zoom, setZoom] = useState(0)
  const [hasFailed, setFailed] = useState(false)
  const stage = useRef<HTMLElement>(null)
  const shown = pictures[at]
  useEffect(() => stage.current?.focus(), [])
  if (!shown) return null
  const go = (step: number) => {
    const next = at + step
    if (next < 0 || next >= pictures.length) return
    setAt(next)
    setZoom(0)
    setFailed(false)
  }
  const enlarge = (step: number) => setZoom((now) => Math.min(ZOOMS.length - 1, Math.max(0, now + step)))
  const onKeyDown = (event: KeyboardEvent) => {
    const isWhole = zoom === 0
    if (event.key === '+' || event.key === '=') enlarge(1)
    else if (event.key === '-') enlarge(-1)
    else if (event.key === '0') setZoom(0)
    else if (event.key === 'ArrowRight' && isWhole) go(1)
    else if (event.key === 'ArrowLeft' && isWhole) go(-1)
    else return
    event.preventDefault()
  }
  return (
    <Dialog
      wide
      title={shown.title}
      onClose={onClose}
      actions={
        <>
          <Button icon="minus" iconOnly disabled={zoom === 0} onClick={() => enlarge(-1)}>
            {t.smaller}
          </Button>
          <Button icon="plus" iconOnly disabled={zoom === ZOOMS.length - 1} onClick={() => enlarge(1)}>
            {t.larger}
          </Button>
          {pictures.length > 1 && (
            <>
              <Button icon="left" iconOnly disabled={at === 0} onClick={() => go(-1)}>
                {t.previous}
              </Button>
              <Button icon="right" iconOnly disabled={at === pictures.length - 1} onClick={() => go(1)}>
                {t.next}
              </Button>
            </>
          )}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached and moved by keyboard */}
      <section ref={stage} class="viewer-stage" tabIndex={0} aria-label={t.stage(shown.title)} onKeyDown={onKeyDown}>
        {hasFailed ? (
          <p role="alert">{t.failed}</p>
        ) : (
          <img
            key={shown.id}
            src={shown.address}
            alt={shown.title}
            class={zoom === 0 ? 'viewer-whole' : 'viewer-enlarged'}
            style={zoom === 0 ? {} : { width: `${ZOOMS[zoom]! * 100}%` }}
            onError={() => setFailed(true)}
          />
        )}
      </section>
      <p class="small soft" aria-live="polite">
        {t.place(at + 1, pictures.length, Math.round(ZOOMS[zoom]! * 100))} {t.keys}
      </p>
    </Dialog>
  )
}
