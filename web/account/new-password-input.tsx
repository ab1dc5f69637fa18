import { passwordFault } from '../../shared/password.ts'
import { en } from '../i18n/account.en.ts'
import { fr } from '../i18n/account.fr.ts'
import { useText } from '../i18n/text.ts'
import { TextInput } from '../ui/text-input.tsx'

/** Where a new password is typed; says what is wrong with it once tried, or as soon as it is long enough to be judged. */
export function NewPasswordInput({
  value,
  onInput,
  ownWords,
  isTried,
  refused,
}: {
  value: string
  onInput: (value: string) => void
  ownWords: readonly string[]
  isTried: boolean
  /** What the server said of it. */
  refused: string | undefined
}) {
  const t = useText(fr, en)
  const fault = passwordFault(value, ownWords)
  return (
    <TextInput
      label={t.newPassword}
      hint={t.newPasswordHint}
      type="password"
      autocomplete="new-password"
      value={value}
      onInput={onInput}
      error={refused ?? ((isTried || value.length > 15) && fault ? t.faults[fault] : undefined)}
    />
  )
}
