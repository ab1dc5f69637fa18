import { useId } from 'preact/hooks'
import { FieldError } from './field.tsx'

/** A yes to tick, its label beside it. */
export function Checkbox({
  label,
  hideLabel,
  hint,
  error,
  checked,
  onChange,
  disabled,
}: {
  label: string
  /** Read out only, where the place says it: in a column of a table. */
  hideLabel?: boolean | undefined
  hint?: string | undefined
  error?: string | undefined
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean | undefined
}) {
  const id = useId()
  return (
    <div class={error ? 'field-wrong' : ''}>
      <label class="check">
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span class={hideLabel ? 'visually-hidden' : undefined}>
          {label}
          {hint && <span class="check-hint">{hint}</span>}
        </span>
      </label>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}
