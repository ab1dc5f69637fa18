import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { en } from '../i18n/common.en.ts'
import { fr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import { Button } from './button.tsx'
import './dialog.css'

/**
 * A native modal dialog: focus stays inside, Escape closes, focus returns to what opened it.
 * Draw it only while open: `{asking && <Dialog … />}`. `actions` stand at the foot, the main one last. Without `onClose`
 * it stays until what it asks is done.
 */
export function Dialog({
  title,
  onClose,
  notice,
  actions,
  wide,
  children,
}: {
  title: string
  onClose?: (() => void) | undefined
  /** What went wrong or must be known before going on: always in view, above the actions. */
  notice?: ComponentChildren
  actions?: ComponentChildren
  wide?: boolean | undefined
  children: ComponentChildren
}) {
  const t = useText(fr, en)
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const opener = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      class={`dialog${wide ? ' dialog-wide' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
      // A browser closes it at a second Escape whatever is said: one that must stay opens again.
      onClose={() => (onClose ? onClose() : dialog.current?.showModal())}
    >
      <header class="dialog-header">
        <h2 id={titleId} class="dialog-title" tabIndex={-1}>
          {title}
        </h2>
        {onClose && (
          <Button variant="quiet" icon="cross" iconOnly onClick={onClose}>
            {t.close}
          </Button>
        )}
      </header>
      <div class="dialog-body">{children}</div>
      {notice && <div class="dialog-notice">{notice}</div>}
      {actions && <footer class="dialog-actions">{actions}</footer>}
    </dialog>
  )
}
