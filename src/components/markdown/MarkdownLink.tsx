import type { ReactNode } from 'react'
import type { MarkdownLinkProps } from './components.js'

/** Opens in a tab of its own, which knows nothing of this page. */
export function MarkdownLink({ href, title, host, children }: MarkdownLinkProps): ReactNode {
  return (
    <a className="tg-link" href={href} title={title} target="_blank" rel="noopener noreferrer nofollow">
      {children}
      {host !== null && <span className="tg-link-host"> ({host})</span>}
    </a>
  )
}
