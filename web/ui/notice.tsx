import type { ComponentChildren } from 'preact'
import { en } from '../i18n/common.en.ts'
import { fr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Icon } from './icon.tsx'
import './notice.css'

export type NoticeTone = 'info' | 'warning' | 'error' | 'success'

const ICONS = { info: 'info', warning: 'warning', error: 'error', success: 'check' } as const

/** Something to know, in place. Errors interrupt a screen reader; the others are said when it pauses, if `live`. */
export function Notice({
  tone = 'info',
  title,
  live,
  actions,
  children,
}: {
  tone?: NoticeTone | undefined
  title?: string | undefined
  live?: boolean | undefined
  actions?: ComponentChildren
  children?: ComponentChildren
}) {
  const t = useText(fr, en)
  const role = tone === 'error' ? 'alert' : live ? 'status' : undefined
  return (
    <div class={`notice notice-${tone}`} role={role}>
      <Icon name={ICONS[tone]} label={t.tone[tone]} />
      <div class="notice-body">
        {title && <p class="notice-title">{title}</p>}
        {children && <div class="notice-text">{children}</div>}
        {actions && <div class="notice-actions">{actions}</div>}
      </div>
    </div>
  )
}
