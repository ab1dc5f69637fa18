import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { en } from '../i18n/common.en.ts'
import { fr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Icon } from './icon.tsx'
import './field.css'

/** What every field has: a label always on screen, a hint, and what is wrong with it in words. */
export type FieldProps = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** Said in words beside the label. */
  optional?: boolean | undefined
  /** Keeps the label for screen readers alone, where the place says it to the eye. */
  hideLabel?: boolean | undefined
}

/** To spread on the control inside a field. */
export type FieldWiring = {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

/** A label, a control, its hint and its error, tied together for every reader. */
export function Field({
  label,
  hint,
  error,
  optional,
  hideLabel,
  children,
}: FieldProps & { children: (wiring: FieldWiring) => ComponentChildren }) {
  const t = useText(fr, en)
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class={`field${error ? ' field-wrong' : ''}`}>
      <label class={hideLabel ? 'visually-hidden' : 'field-label'} for={id}>
        {label}
        {optional && <span class="field-optional"> ({t.optional})</span>}
      </label>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': true as const }),
      })}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}

/** What is wrong with a field or a group of fields. */
export function FieldError({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <p class="field-error" id={id}>
      <Icon name="error" size={16} /> {children}
    </p>
  )
}
