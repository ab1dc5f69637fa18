import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import './fold.css'

/** A section under its heading, which folds and unfolds it: open where there is room, or where it is what one came for. */
export function Fold({
  id,
  title,
  isFirst = false,
  children,
}: {
  id: string
  title: string
  isFirst?: boolean
  children: ComponentChildren
}) {
  const isAsked = location.hash === `#${id}`
  const [isOpen] = useState(() => isFirst || isAsked || !matchMedia('(max-width: 40rem)').matches)
  return (
    <details id={id} class="fold" open={isOpen}>
      <summary>
        <h2>{title}</h2>
      </summary>
      <div class="fold-body">{children}</div>
    </details>
  )
}
