import { useEffect, useState } from 'preact/hooks'
import type { TemplatePreview, UsedTemplate } from '../../shared/message.ts'
import { type Answer, api, call } from '../api.ts'
import { en as commonEn } from '../i18n/common.en.ts'
import { fr as commonFr } from '../i18n/common.fr.ts'
import { en } from '../i18n/messages.en.ts'
import { fr } from '../i18n/messages.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { showToast } from '../ui/toast.tsx'
import { SizeLine } from './templates-panel.tsx'

/** Typing pauses this long before the server is asked what the text gives. */
const PAUSE_MS = 300

/** Edits one text with its example, judged by the server as it would be on saving. */
export function TemplateDialog({
  used,
  forWhom,
  onClose,
  onSaved,
}: {
  used: UsedTemplate
  /** The specialty or centre whose text it is; empty for everyone. */
  forWhom: string
  onClose: () => void
  onSaved: () => void
}) {
  const t = useText(fr, en)
  const common = useText(commonFr, commonEn)
  const [template, setTemplate] = useState(used.template)
  const [judged, setJudged] = useState<Answer<TemplatePreview> | null>({ ok: true, value: used })
  const [busy, setBusy] = useState(false)
  const { kind, language, scope } = used
  const isInherited = template.trim() === used.inherited

  useEffect(() => {
    if (template === used.template) return setJudged({ ok: true, value: used })
    setJudged(null)
    const json = { kind, language, template }
    let isStale = false
    const timer = setTimeout(async () => {
      const answer = await call(api.api.messages.templates.preview.$post({ json }))
      if (!isStale) setJudged(answer)
    }, PAUSE_MS)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [template, used])

  const save = async () => {
    setBusy(true)
    const answer = await call(api.api.messages.templates.$put({ json: { kind, language, template, scope } }))
    setBusy(false)
    if (!answer.ok) return setJudged(answer)
    const follows = scope === 'default' ? t.templates.restored : t.templates.follows(forWhom)
    showToast({ text: answer.value.inherits ? follows : t.templates.saved })
    onSaved()
    onClose()
  }
  return (
    <Dialog
      wide
      title={forWhom ? t.templates.editTitleFor(t.kind[kind], forWhom) : t.templates.editTitle(t.kind[kind])}
      onClose={onClose}
      actions={
        <>
          {!isInherited && (
            <Button variant="quiet" onClick={() => setTemplate(used.inherited)}>
              {scope === 'default' ? t.templates.restore : t.templates.inherit}
            </Button>
          )}
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant="primary" busy={busy} disabled={!judged?.ok} onClick={() => void save()}>
            {common.save}
          </Button>
        </>
      }
    >
      <div class="stack">
        <TextArea
          label={t.templates.text}
          hint={t.templates.textHint}
          error={judged && !judged.ok ? judged.problem.message : undefined}
          rows={5}
          maxLength={400}
          value={template}
          onInput={setTemplate}
        />
        {isInherited && (
          <Notice tone="info">{scope === 'default' ? t.templates.isShipped : t.templates.isInherited(forWhom)}</Notice>
        )}
        <section class="stack-tight" aria-live="polite">
          {judged?.ok !== false && <h3>{t.templates.example}</h3>}
          {judged === null && <p class="soft">{t.templates.checking}</p>}
          {judged?.ok && (
            <>
              <p class="message-bubble" lang={language}>
                {judged.value.example}
              </p>
              <SizeLine size={judged.value.size} />
            </>
          )}
        </section>
      </div>
    </Dialog>
  )
}
