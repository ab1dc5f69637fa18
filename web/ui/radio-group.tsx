import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { FieldProps } from './field.tsx'
import { FieldError } from './field.tsx'
import { Icon } from './icon.tsx'

export type Choice<Value extends string> = {
  readonly value: Value
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  readonly disabled?: boolean | undefined
}

/**
 * One of a few answers, all on screen. `segments` puts them side by side (yes, no, not assessed), `options` one above
 * the other with room for a hint. Native radios: arrows move, Tab leaves. Nothing is chosen while `value` is null.
 */
export function RadioGroup<Value extends string>({
  label,
  hint,
  error,
  hideLabel,
  choices,
  value,
  onChange,
  look = 'segments',
}: FieldProps & {
  choices: readonly Choice<Value>[]
  value: Value | null
  onChange: (value: Value) => void
  look?: 'segments' | 'options' | undefined
}) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <fieldset
      class={`choice-group${error ? ' choice-wrong' : ''}`}
      aria-describedby={described}
      aria-invalid={error ? true : undefined}
    >
      <legend class={hideLabel ? 'visually-hidden' : 'choice-legend'}>{label}</legend>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class={look === 'segments' ? 'segments' : 'choices choices-column'}>
        {choices.map((choice) => (
          <label key={choice.value} class={look === 'segments' ? 'segment' : 'option'}>
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled}
              onChange={() => onChange(choice.value)}
            />
            {look === 'segments' ? <Icon name="check" size={16} /> : <span class="option-mark" />}
            <span>
              {choice.label}
              {choice.hint && <span class="check-hint">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  )
}
