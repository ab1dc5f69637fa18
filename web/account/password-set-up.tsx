import { useState } from 'preact/hooks'
import { isOneTimeCode } from '../../shared/one-time-code.ts'
import { passwordFault } from '../../shared/password.ts'
import { useAct } from '../act.ts'
import { en } from '../i18n/account.en.ts'
import { fr } from '../i18n/account.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { NewPasswordInput } from './new-password-input.tsx'
import { QrCode } from './qr-code.tsx'
import type { Place, Secret } from './ways.ts'

/** A password and an application of one-time codes, in three steps on one screen. */
export function PasswordSetUp<Done>({
  place,
  ownWords,
  onDone,
}: {
  place: Place<Done>
  ownWords: readonly string[]
  onDone: (done: Done) => void
}) {
  const secret = useLoad(place.newSecret, [])
  return (
    <Loaded load={secret}>
      {(value) => <Steps place={place} secret={value} ownWords={ownWords} onDone={onDone} />}
    </Loaded>
  )
}

const SHOWN_IN_PLACE = new Set<string | undefined>(['password', 'code'])

function Steps<Done>({
  place,
  secret,
  ownWords,
  onDone,
}: {
  place: Place<Done>
  secret: Secret
  ownWords: readonly string[]
  onDone: (done: Done) => void
}) {
  const t = useText(fr, en)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [isTried, setTried] = useState(false)
  const { isBusy, problem, act } = useAct()
  const isCode = isOneTimeCode(code)
  const refused = (field: string) => (problem?.field === field ? problem.message : undefined)

  const keep = async () => {
    setTried(true)
    if (isBusy || passwordFault(password, ownWords) || !isCode) return
    const answer = await act(place.keepPassword({ name: t.passwordLabel, password, code }))
    if (answer.ok) onDone(answer.value)
  }
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
    >
      <section class="account-step">
        <h3>{t.scan}</h3>
        <p class="soft small">{t.scanHelp}</p>
        <div class="account-scan">
          <QrCode text={secret.address} label={t.qr} />
          <div>
            <p class="soft small">{t.secret}</p>
            <code class="account-secret">{secret.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </div>
        </div>
      </section>
      <section class="account-step">
        <h3>{t.choosePassword}</h3>
        <NewPasswordInput
          value={password}
          onInput={setPassword}
          ownWords={ownWords}
          isTried={isTried}
          refused={refused('password')}
        />
      </section>
      <section class="account-step">
        <h3>{t.typeCode}</h3>
        <TextInput
          label={t.code}
          value={code}
          onInput={setCode}
          inputMode="numeric"
          autocomplete="one-time-code"
          class="control control-narrow"
          error={refused('code') ?? (isTried && !isCode ? t.codeWrong : undefined)}
        />
      </section>
      {problem && !SHOWN_IN_PLACE.has(problem.field) && <Notice tone="error">{problem.message}</Notice>}
      <div>
        <Button type="submit" variant="primary" busy={isBusy}>
          {t.setUp}
        </Button>
      </div>
    </form>
  )
}
