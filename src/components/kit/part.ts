import type { CSSProperties, ForwardRefExoticComponent, RefAttributes } from 'react'

/** What every component with one root element takes. */
export interface PartProps {
  className?: string | undefined
  style?: CSSProperties | undefined
}

/** A component which hands a ref to its root element. */
export type Part<Props, Root> = ForwardRefExoticComponent<Props & RefAttributes<Root>>

/** Class names in one attribute. */
export function classes(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
