// A page with chats that hold everything, in whichever styles it has. The tests drive it through `window.resets`.
import { createRoot } from 'react-dom/client'
import { Chats } from './Chats.js'
import { contrastOf, faintTexts } from './contrast.js'
import { Extras } from './Extras.js'
import { Kit } from './Kit.js'
import { lookOf } from './look.js'
import { ringsOf } from './rings.js'

const query = new URLSearchParams(location.search)
const show = (query.get('show') ?? 'chat') as keyof typeof views
const theme = query.get('theme') ?? 'light'

/** What is shown, what of it is there first, what is clicked then, what is loaded then, and what is clicked at the end. */
const views = {
  chat: {
    view: <Chats />,
    first: ['.tg-tool'],
    clicked: ['.tg-row:nth-child(3) [aria-label="Edit"]'],
    loadedLater: [
      '.tg-attached + .tg-attached:not([aria-busy])',
      '.tg-choices',
      '.tg-editor',
      '.tg-queued',
      '.tg-tool',
      '.tg-waiting',
    ],
    clickedLast: [],
  },
  kit: {
    view: <Kit />,
    first: ['.tg-usage'],
    clicked: ['.tg-model-button'],
    loadedLater: ['.tg-approval', '.tg-model', '.tg-usage-table', '.tg-token-panel'],
    clickedLast: [],
  },
  extras: {
    view: <Extras />,
    first: ['[aria-label="Delete"]', '[aria-haspopup="menu"]'],
    clicked: ['[aria-label="Delete"]'],
    loadedLater: [
      '[data-token="keyword"]',
      '.tg-math .katex-html',
      '.tg-diagram img',
      '.tg-choices',
      '[aria-pressed="true"]',
      '.tg-question',
    ],
    // It goes away with the focus, and stands where its button was then.
    clickedLast: ['[aria-haspopup="menu"]'],
  },
}

/** Opens what can be opened, and waits until everything is there. */
async function prepare(): Promise<void> {
  const { first, clicked, loadedLater, clickedLast } = views[show]
  for (const selector of first) await there(selector)
  for (const details of document.querySelectorAll('details')) details.open = true
  for (const selector of clicked) click(selector)
  for (const selector of loadedLater) await there(selector)
  await until(() => [...document.querySelectorAll('.tg-diagram')].every(isDrawn))
  for (const details of document.querySelectorAll('details')) details.open = true
  if (show === 'chat') document.querySelector<HTMLElement>('.tg-composer textarea')?.focus()
  await Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())])
  for (const selector of clickedLast) click(selector)
}

function click(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click()
}

/** Or known to be none. */
function isDrawn(diagram: Element): boolean {
  return diagram.querySelector(':scope > img, :scope > .tg-note') !== null
}

function there(selector: string): Promise<void> {
  return until(() => document.querySelector(selector) !== null)
}

function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => (isSo() ? resolve() : requestAnimationFrame(check))
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
createRoot(document.querySelector('#app') as HTMLElement).render(views[show].view)
window.resets = page
