// A page for the tests in test/browser: it does nothing by itself, they drive it through `window.lab`.
import { toolConversation } from './lab/toolConversation.js'

const lab = { toolConversation }

declare global {
  interface Window {
    lab: typeof lab
  }
}

window.lab = lab
