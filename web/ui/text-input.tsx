import type { JSX, TextareaHTMLAttributes } from 'preact'
import { Field, type FieldProps } from './field.tsx'

type Value = { value: string; onInput: (value: string) => void }
type InputAttributes = {
  type?: 'text' | 'password' | 'tel' | 'email' | 'search' | 'number' | 'date' | 'time'
} & Pick<
  JSX.IntrinsicElements['input'],
  | 'inputMode'
  | 'autocomplete'
  | 'placeholder'
  | 'maxLength'
  | 'min'
  | 'max'
  | 'step'
  | 'required'
  | 'disabled'
  | 'readOnly'
  | 'spellcheck'
  | 'class'
  | 'onBlur'
  | 'onKeyDown'
>

/** One line of text, or a number, phone or search by `type`. */
export function TextInput({
  label,
  hint,
  error,
  optional,
  hideLabel,
  value,
  onInput,
  type = 'text',
  ...attributes
}: FieldProps & Value & InputAttributes) {
  return (
    <Field {...{ label, hint, error, optional, hideLabel }}>
      {(wiring) => (
        <input
          // Preact's types tell inputs apart by their type; these eight share one shape.
          type={type as 'text'}
          class="control"
          {...attributes}
          {...wiring}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** A day, chosen with the browser's own calendar; the value is an ISO date or empty. */
export function DateInput(props: FieldProps & Value & { min?: string | undefined; max?: string | undefined }) {
  return <TextInput {...props} type="date" class="control control-narrow" />
}

/** A time of day, `08:30`, or empty. */
export function TimeInput(props: FieldProps & Value) {
  return <TextInput {...props} type="time" class="control control-narrow" />
}

type AreaAttributes = Pick<
  TextareaHTMLAttributes<HTMLTextAreaElement>,
  'rows' | 'maxLength' | 'placeholder' | 'required' | 'disabled' | 'readOnly' | 'onBlur'
>

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  hideLabel,
  value,
  onInput,
  ...attributes
}: FieldProps & Value & AreaAttributes) {
  return (
    <Field {...{ label, hint, error, optional, hideLabel }}>
      {(wiring) => (
        <textarea
          class="control"
          rows={3}
          {...attributes}
          {...wiring}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
