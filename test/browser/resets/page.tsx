// A page with chats that hold everything, in whichever styles it has. The tests drive it through `window.resets`.
import { createRoot } from 'react-dom/client'
import { Chats } from './Chats.js'
import { contrastOf, faintTexts } from './contrast.js'
import { Kit } from './Kit.js'
import { lookOf } from './look.js'
import { ringsOf } from './rings.js'

const query = new URLSearchParams(location.search)
const isKit = query.get('show') === 'kit'
const theme = query.get('theme') ?? 'light'

/** What is loaded when it is first shown. */
const loadedLater = isKit
  ? ['.tg-approval', '.tg-model', '.tg-usage-table', '.tg-token-panel']
  : [
      '.tg-attached + .tg-attached:not([aria-busy])',
      '.tg-choices',
      '.tg-editor',
      '.tg-queued',
      '.tg-tool',
      '.tg-waiting',
    ]

/** Opens what can be opened, and waits until everything is there. */
async function prepare(): Promise<void> {
  await there(isKit ? '.tg-usage' : '.tg-tool')
  for (const details of document.querySelectorAll('details')) details.open = true
  click(isKit ? '.tg-model-button' : '.tg-row:nth-child(3) [aria-label="Edit"]')
  for (const selector of loadedLater) await there(selector)
  for (const details of document.querySelectorAll('details')) details.open = true
  if (!isKit) document.querySelector<HTMLElement>('.tg-composer textarea')?.focus()
  await Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())])
}

function click(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click()
}

function there(selector: string): Promise<void> {
  return new Promise((resolve) => {
    const check = () => (document.querySelector(selector) ? resolve() : requestAnimationFrame(check))
    check()
  })
}

const page = { prepare, lookOf, ringsOf, faintTexts, contrastOf }

declare global {
  interface Window {
    resets: typeof page
  }
}

document.documentElement.dataset.theme = document.documentElement.style.colorScheme = theme
createRoot(document.querySelector('#app') as HTMLElement).render(isKit ? <Kit /> : <Chats />)
window.resets = page
