import { createRoot } from 'react-dom/client'
import { ChatRoot, MessageList } from '../../../src/components/index.js'
import styles from '../../../src/components/styles.css?inline'
import { chatAt } from '../../../stories/support/chatAt.js'

/** A thread with a question and an answer on each of so many days. */
export function datedThread(days: number): void {
  const chat = chatAt(Array.from({ length: days }, (_, day) => new Date(2026, 2, 1 + day, 12).getTime()))
  const container = document.getElementById('app') as HTMLElement
  container.style.blockSize = '600px'
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  document.adoptedStyleSheets = [sheet]
  createRoot(container).render(
    <ChatRoot chat={chat} className="tg-chat">
      <MessageList />
    </ChatRoot>,
  )
}
