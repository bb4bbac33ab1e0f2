import { useEffect, useRef, useState } from 'react'

/** A chat page: the thread in a scroller which follows its end, and the text field. */
export function Layout({ contentVisibility = false, className = '', onSend, children }) {
  const thread = useRef(null)
  useFollow(thread)
  return (
    <div className={`page ${className}`} data-content-visibility={contentVisibility || undefined}>
      <div className="scroller">
        <div className="thread" id="thread" ref={thread}>
          {children}
        </div>
      </div>
      <Composer onSend={onSend} />
    </div>
  )
}

/** Once a frame, and without a layout of its own: the observer is told after the browser's. */
function useFollow(thread) {
  useEffect(() => {
    const scroller = thread.current.parentElement
    const observer = new ResizeObserver(() => {
      scroller.scrollTop = scroller.scrollHeight
    })
    observer.observe(thread.current)
    return () => observer.disconnect()
  }, [thread])
}

/** Its draft is its own, so that a key press renders nothing else. */
function Composer({ onSend }) {
  const [draft, setDraft] = useState('')

  function send(event) {
    event.preventDefault()
    onSend(draft)
    setDraft('')
  }

  return (
    <form className="composer" onSubmit={send}>
      <textarea
        id="composer"
        aria-label="Message"
        rows={1}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
    </form>
  )
}
