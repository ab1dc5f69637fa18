import './progress.css'

/** How far a long task is: `value` from 0 to 1, or null when nobody knows. The label says what is being done. */
export function Progress({
  label,
  value,
  hideLabel,
}: {
  label: string
  value: number | null
  hideLabel?: boolean | undefined
}) {
  return (
    <div class="progress">
      {!hideLabel && (
        <p class="progress-label" aria-hidden="true">
          {label}
        </p>
      )}
      <progress class="progress-bar" max={1} {...(value === null ? {} : { value })} aria-label={label} />
    </div>
  )
}

/** A turning ring with words for a screen reader. */
export function Spinner({ label }: { label: string }) {
  return (
    <span class="row" role="status">
      <span class="spinner" aria-hidden="true" />
      <span>{label}</span>
    </span>
  )
}

/** Grey lines where text will come; `label` is read out. */
export function Skeleton({ label, lines = 4 }: { label: string; lines?: number | undefined }) {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  )
}
