import { useState } from 'preact/hooks'
import type { MessageLanguage, ScopeChoice, SmsSize, TemplateScope, UsedTemplate } from '../../shared/message.ts'
import { api, call } from '../api.ts'
import { formatList } from '../format.ts'
import { en } from '../i18n/messages.en.ts'
import { fr } from '../i18n/messages.fr.ts'
import { useText } from '../i18n/text.ts'
import { useLoad, valueIn } from '../load.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Select } from '../ui/select.tsx'
import { inChoice, inText, useUrlState } from '../url-state.ts'
import { TemplateDialog } from './template-dialog.tsx'

const ADDRESS = { langue: inChoice<MessageLanguage>(['fr', 'en'], 'fr'), pour: inText<TemplateScope>() }

/** Every text in use with a worked example, its alphabet and what it costs. */
export function TemplatesPanel({ canEdit }: { canEdit?: boolean }) {
  const t = useText(fr, en)
  const [{ langue, pour }, setAddress] = useUrlState(ADDRESS)
  const scope: TemplateScope = pour || 'default'
  const templates = useLoad(() => call(api.api.messages.templates.$get({ query: { scope } })), [scope])
  const scopes = useLoad(() => call(api.api.messages.templates.scopes.$get()), [])
  const choices = valueIn(scopes) ?? []
  const specialtyName = (code: string) => t.templates.specialties[code] ?? code
  const nameOf = ({ kind, name }: ScopeChoice) => {
    if (kind === 'default') return t.templates.everyone
    return kind === 'centre' ? t.templates.ofCentre(name) : t.templates.ofSpecialty(specialtyName(name))
  }
  const chosen = choices.find((choice) => choice.scope === scope)
  const forWhom = chosen && chosen.kind !== 'default' ? nameOf(chosen) : ''
  const [editing, setEditing] = useState<UsedTemplate | null>(null)
  return (
    <div class="stack">
      <p class="soft readable">{t.templates.help}</p>
      <div class="messages-filter">
        <Select
          label={t.templates.forWhom}
          value={scope}
          onChange={(value) => setAddress({ pour: value === 'default' ? '' : value })}
          options={choices.map((choice) => ({ value: choice.scope, label: nameOf(choice) }))}
        />
        <Select
          label={t.templates.language}
          value={langue}
          onChange={(value) => setAddress({ langue: value })}
          options={(['fr', 'en'] as const).map((value) => ({ value, label: t.templates.languages[value] }))}
        />
      </div>
      <Loaded load={templates} lines={10}>
        {(all) => (
          <ul class="templates">
            {all
              .filter((template) => template.language === langue)
              .map((template) => (
                <li class="message card" key={template.kind}>
                  <div class="row-spread">
                    <h2 class="template-kind">{t.kind[template.kind]}</h2>
                    {template.from === scope && <Badge tone="info">{t.templates.edited}</Badge>}
                    {template.from !== scope && template.from !== 'shipped' && (
                      <Badge tone="neutral">{t.templates.fromEveryone}</Badge>
                    )}
                    {canEdit && (
                      <Button
                        size="s"
                        aria-label={t.templates.editTitle(t.kind[template.kind])}
                        onClick={() => setEditing(template)}
                      >
                        {t.templates.edit}
                      </Button>
                    )}
                  </div>
                  <p class="message-bubble" lang={template.language}>
                    {template.example}
                  </p>
                  <SizeLine size={template.size} />
                  {template.exceptFor.length > 0 && (
                    <p class="small soft">{t.templates.exceptFor(formatList(template.exceptFor.map(specialtyName)))}</p>
                  )}
                </li>
              ))}
          </ul>
        )}
      </Loaded>
      {editing && (
        <TemplateDialog
          used={editing}
          forWhom={forWhom}
          onClose={() => setEditing(null)}
          onSaved={() => void templates.reload()}
        />
      )}
    </div>
  )
}

/** « 131 / 160 caractères · GSM-7 · 1 SMS ». */
export function SizeLine({ size }: { size: SmsSize }) {
  const t = useText(fr, en)
  const max = size.encoding === 'gsm7' ? 160 : 70
  return (
    <p class="message-times soft small figures">
      <span>{t.templates.size(size.length, max)}</span>
      <span>{t.templates.encoding[size.encoding]}</span>
      <span>{t.log.segments(size.segments)}</span>
    </p>
  )
}
