import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'
import './button.css'

/** `primary` once per screen; `secondary` for the rest; `quiet` inside lists; `danger` for what cannot be undone. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'

type Look = {
  variant?: ButtonVariant | undefined
  size?: 'm' | 's' | undefined
  icon?: IconName | undefined
  children?: ComponentChildren
}

type ButtonProps = Look & {
  /** Shows a spinner and refuses clicks, without losing focus. */
  busy?: boolean | undefined
  /** Shows the icon alone; the label is still read out. */
  iconOnly?: boolean | undefined
} & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'size' | 'icon'>

const classOf = (variant: ButtonVariant, size: 'm' | 's', iconOnly?: boolean) =>
  `button button-${variant} button-${size}${iconOnly ? ' button-icon-only' : ''}`

/** A button that does something here. Of type `button` unless told. */
export function Button({ variant = 'secondary', size = 'm', icon, busy, iconOnly, children, ...rest }: ButtonProps) {
  const { onClick, class: extraClass, ...attributes } = rest
  return (
    <button
      type="button"
      {...attributes}
      class={`${classOf(variant, size, iconOnly)} ${extraClass ?? ''}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span class={iconOnly ? 'visually-hidden' : 'button-label'}>{children}</span>
    </button>
  )
}

/** A link that goes somewhere, drawn as a button. */
export function LinkButton({
  href,
  variant = 'secondary',
  size = 'm',
  icon,
  download,
  newTab,
  children,
}: Look & { href: string; download?: boolean | undefined; newTab?: boolean | undefined }) {
  return (
    <a
      class={classOf(variant, size)}
      href={href}
      {...(download ? { download: true } : {})}
      {...(newTab ? { target: '_blank', rel: 'noopener' } : {})}
    >
      {icon && <Icon name={icon} />}
      <span class="button-label">{children}</span>
    </a>
  )
}
