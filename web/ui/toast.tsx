import { signal } from '@preact/signals'
import { en } from '../i18n/common.en.ts'
import { fr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import type { NoticeTone } from './notice.tsx'
import './toast.css'

export type Toast = {
  readonly text: string
  readonly tone?: NoticeTone | undefined
  /** Offers to take the act back while the toast stands. */
  readonly undo?: (() => void) | undefined
}

const PLAIN_MS = 6_000
const UNDO_MS = 12_000

const toasts = signal<readonly (Toast & { readonly id: number })[]>([])
let lastId = 0

/** Says briefly what was just done. With `undo` it stands longer; errors stay until closed. */
export function showToast(toast: Toast): void {
  const id = ++lastId
  toasts.value = [...toasts.value, { ...toast, id }]
  if (toast.tone !== 'error') setTimeout(() => dismiss(id), toast.undo ? UNDO_MS : PLAIN_MS)
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}

/** Where toasts appear and are read out; drawn once, by the application. */
export function Toasts() {
  const t = useText(fr, en)
  return (
    <section class="toasts no-print" aria-label={t.notifications} aria-live="polite">
      {toasts.value.map((toast) => (
        <div key={toast.id} class={`toast toast-${toast.tone ?? 'success'}`}>
          <Icon name={toast.tone === 'error' ? 'error' : toast.tone === 'warning' ? 'warning' : 'check'} />
          <p class="toast-text">{toast.text}</p>
          {toast.undo && (
            <Button
              size="s"
              onClick={() => {
                dismiss(toast.id)
                toast.undo?.()
              }}
            >
              {t.undo}
            </Button>
          )}
          <Button size="s" variant="quiet" icon="cross" iconOnly onClick={() => dismiss(toast.id)}>
            {t.close}
          </Button>
        </div>
      ))}
    </section>
  )
}
