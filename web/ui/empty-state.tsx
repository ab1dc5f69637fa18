import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'
import './page.css'

/** Stands where a list would be: what is missing, why, and what to do about it. */
export function EmptyState({
  title,
  icon = 'info',
  children,
  actions,
}: {
  title: string
  icon?: IconName | undefined
  children?: ComponentChildren
  actions?: ComponentChildren
}) {
  return (
    <div class="empty-state">
      <Icon name={icon} size={32} />
      <p class="empty-state-title">{title}</p>
      {children && <div class="soft readable">{children}</div>}
      {actions && <div class="row">{actions}</div>}
    </div>
  )
}
