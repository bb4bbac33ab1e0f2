import type { ComponentPropsWithoutRef, ComponentType, ReactNode } from 'react'

/** A link which may be followed. */
export interface MarkdownLinkProps {
  /** Already decided to be safe. */
  readonly href: string
  readonly title: string | undefined
  /** The real host, where it must be shown beside the text; else null. */
  readonly host: string | null
  readonly children: ReactNode
}

/** An image that was not loaded. */
export interface MarkdownImageProps {
  readonly src: string
  readonly host: string
  readonly alt: string
}

/** What `CodeBlock` takes. */
export interface CodeBlockProps {
  readonly code: string
  /** Reduced to letters, digits and `_+#.-`; '' when none was given. */
  readonly language: string
  /** Whether more of it may come. */
  readonly isOpen: boolean
}

type ElementName =
  | 'p'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'h4'
  | 'h5'
  | 'h6'
  | 'blockquote'
  | 'ul'
  | 'ol'
  | 'li'
  | 'hr'
  | 'table'
  | 'tr'
  | 'th'
  | 'td'
  | 'strong'
  | 'em'
  | 'del'
  | 'code'

/**
 * Components of yours inside of rendered markdown. What they get is clean and decided to be safe. Headings are named as
 * they are written: `h1` is shown as `h3`, because the page and the chat have headings of their own.
 */
export type MarkdownComponents = {
  readonly [Name in ElementName]?: ComponentType<ComponentPropsWithoutRef<Name>> | undefined
} & {
  readonly CodeBlock?: ComponentType<CodeBlockProps> | undefined
  readonly Image?: ComponentType<MarkdownImageProps> | undefined
  readonly Link?: ComponentType<MarkdownLinkProps> | undefined
}
