import type { ComponentChildren } from 'preact'
import './badge.css'

export type BadgeTone = 'neutral' | 'info' | 'success' | 'warning' | 'error' | 'accent'

/** A short state in words, such as a published or a refused thing. */
export function Badge({ tone = 'neutral', children }: { tone?: BadgeTone | undefined; children: ComponentChildren }) {
  return <span class={`badge badge-${tone}`}>{children}</span>
}

export type Rank = 'alert' | 1 | 2 | 3 | 4

const SHAPES = {
  alert: <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />,
  1: <path d="M8 1.5 15.5 14.5H.5z" />,
  2: <path d="M8 .5 15.5 8 8 15.5.5 8z" />,
  3: <circle cx="8" cy="8" r="7" />,
  4: <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="2.5" />,
} as const

/** A rank by colour, shape and text: octagon, triangle, diamond, disc, ring. `title` is read out after the text. */
export function RankBadge({
  rank,
  title,
  children,
}: {
  rank: Rank
  title?: string | undefined
  children: ComponentChildren
}) {
  return (
    <span class={`rank rank-${rank}`} title={title}>
      <svg width="14" height="14" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" focusable="false">
        {SHAPES[rank]}
      </svg>
      <span>{children}</span>
      {title && <span class="visually-hidden">{title}</span>}
    </span>
  )
}
