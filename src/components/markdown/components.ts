import type { ComponentType, ReactNode } from 'react'

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
}

/** Components of yours inside of rendered markdown. What they get is clean and decided to be safe. */
export interface MarkdownComponents {
  CodeBlock?: ComponentType<CodeBlockProps> | undefined
  Image?: ComponentType<MarkdownImageProps> | undefined
  Link?: ComponentType<MarkdownLinkProps> | undefined
}
