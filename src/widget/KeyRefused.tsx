import type { ReactNode } from 'react'

/** Shown instead of a chat: whoever opens the page could read the key. */
export function KeyRefused(): ReactNode {
  return (
    <div className="tg-root tg-refused">
      <p>
        <strong>This chat is switched off: its page holds an API key.</strong>
      </p>
      <p>
        Everybody who opens the page can read an <code>api-key</code> attribute. Remove it, revoke that key, and point{' '}
        <code>base-url</code> to a relay, which keeps the key on a server: <code>together-react/relay</code>.
      </p>
    </div>
  )
}
