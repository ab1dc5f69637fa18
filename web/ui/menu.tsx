import type { ComponentChildren } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button, type ButtonVariant } from './button.tsx'
import type { IconName } from './icon.tsx'
import './menu.css'

export type MenuItem = {
  readonly label: string
  readonly act: () => void
  readonly disabled?: boolean | undefined
  readonly danger?: boolean | undefined
}

/** Left between the list and the edge of the window, in pixels. */
const MARGIN = 8

/**
 * A button that opens a short list of actions, above it when there is no room below. Arrows move, Escape closes and gives
 * the focus back.
 */
export function Menu({
  label,
  items,
  icon = 'more',
  iconOnly,
  variant = 'secondary',
  size,
}: {
  label: ComponentChildren
  items: readonly MenuItem[]
  icon?: IconName | undefined
  iconOnly?: boolean | undefined
  variant?: ButtonVariant | undefined
  size?: 'm' | 's' | undefined
}) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [isUp, setUp] = useState(false)
  useLayoutEffect(() => {
    if (!isOpen || !list.current || !root.current) return setUp(false)
    const opener = root.current.getBoundingClientRect()
    const { height } = list.current.getBoundingClientRect()
    setUp(opener.bottom + height + MARGIN > innerHeight && opener.top > height + MARGIN)
  }, [isOpen])
  const buttons = () => [...(root.current?.querySelectorAll<HTMLButtonElement>('[role=menuitem]') ?? [])]

  const close = (focus: boolean) => {
    setOpen(false)
    if (focus) root.current?.querySelector<HTMLButtonElement>('[aria-haspopup]')?.focus()
  }
  useEffect(() => {
    if (!isOpen) return
    root.current?.querySelector<HTMLButtonElement>('[role=menuitem]:not(:disabled)')?.focus()
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    addEventListener('pointerdown', outside)
    return () => removeEventListener('pointerdown', outside)
  }, [isOpen])

  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return
    if (event.key === 'Escape') close(true)
    if (event.key === 'Tab') close(false)
    const all = buttons().filter((button) => !button.disabled)
    const at = all.indexOf(document.activeElement as HTMLButtonElement)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    all[(at + step + all.length) % all.length]?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys typed in the menu bubble up to here
    <div class="menu" ref={root} onKeyDown={onKeyDown}>
      <Button
        {...{ icon, iconOnly, variant, size }}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </Button>
      {isOpen && (
        <div class={`menu-list${isUp ? ' menu-list-up' : ''}`} role="menu" id={id} ref={list}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              class={`menu-item${item.danger ? ' menu-item-danger' : ''}`}
              disabled={item.disabled}
              tabIndex={-1}
              onClick={() => {
                close(true)
                item.act()
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
