import { Field, type FieldProps } from './field.tsx'

export type SelectOption<Value extends string> = {
  readonly value: Value
  readonly label: string
  readonly disabled?: boolean | undefined
}

/** One of a list, with the browser's own menu. `empty` adds a first line for « none chosen », whose value is ''. */
export function Select<Value extends string>({
  options,
  value,
  onChange,
  empty,
  disabled,
  ...field
}: FieldProps & {
  options: readonly SelectOption<Value>[]
  value: Value | ''
  onChange: (value: Value) => void
  empty?: string | undefined
  disabled?: boolean | undefined
}) {
  return (
    <Field {...field}>
      {(wiring) => (
        <select
          class="control"
          {...wiring}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.value as Value)}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option
              key={option.value}
              value={option.value}
              disabled={option.disabled}
              selected={option.value === value}
            >
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
