import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { Icon, type IconName } from './Icon.js'

export interface IconButtonProps extends Omit<ComponentPropsWithoutRef<'button'>, 'children'> {
  icon: IconName
  /** Its name, and what a mouse shows. */
  label: string
}

/** A small button with a sign instead of words. */
export function IconButton({ icon, label, ...rest }: IconButtonProps): ReactNode {
  return (
    <button type="button" className="tg-button" aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  )
}
