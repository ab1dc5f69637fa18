import { Field, type FieldProps } from '../ui/field.tsx'

/** A text file of the reader's own machine. */
export function FileInput({
  accept,
  onFile,
  ...field
}: FieldProps & { accept: string; onFile: (file: File | null) => void }) {
  return (
    <Field {...field}>
      {(wiring) => (
        <input
          type="file"
          class="control"
          accept={accept}
          {...wiring}
          onChange={(event) => onFile(event.currentTarget.files?.[0] ?? null)}
        />
      )}
    </Field>
  )
}
