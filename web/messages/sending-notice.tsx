import { useState } from 'preact/hooks'
import { api, call } from '../api.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/messages.en.ts'
import { fr } from '../i18n/messages.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'

/** Whether SMS leave, and the switch that stops them all for those who may. */
export function SendingNotice({ canSwitch }: { canSwitch?: boolean }) {
  const t = useText(fr, en).sending
  const common = useText(commonFr, commonEn)
  const sending = useLoad(() => call(api.api.messages.sending.$get()), [])
  const [asks, setAsks] = useState(false)
  const known = valueIn(sending)
  if (!known) return null

  const change = async (sendingEnabled: boolean) => {
    setAsks(false)
    const answer = await call(api.api.messages.sending.$put({ json: { sendingEnabled } }))
    if (answer.ok) showToast({ text: sendingEnabled ? t.started : t.stopped })
    else showToast({ text: answer.problem.message, tone: 'error' })
    await sending.reload()
  }
  const { sendingEnabled, gateway } = known
  const actions = canSwitch && (
    <Button onClick={() => (sendingEnabled ? setAsks(true) : void change(true))}>
      {sendingEnabled ? t.stop : t.start}
    </Button>
  )
  if (sendingEnabled && gateway !== 'console' && !canSwitch) return null
  return (
    <>
      <Notice tone={sendingEnabled ? 'info' : 'warning'} actions={actions}>
        {sendingEnabled ? (gateway === 'console' ? t.console : t.on) : t.off}
      </Notice>
      {asks && (
        <Dialog
          title={t.stopTitle}
          onClose={() => setAsks(false)}
          actions={
            <>
              <Button onClick={() => setAsks(false)}>{common.cancel}</Button>
              <Button variant="danger" onClick={() => void change(false)}>
                {t.stop}
              </Button>
            </>
          }
        >
          <p>{t.stopHelp}</p>
        </Dialog>
      )}
    </>
  )
}
