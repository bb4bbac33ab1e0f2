// A page for the tests in test/browser: it does nothing by itself, they drive it through `window.lab`.
import { countConversations, runCycles } from './lab/cycles.js'
import { longThread } from './lab/longThread.js'
import { streamedReply } from './lab/streamedReply.js'
import { tearing } from './lab/tearing.js'
import { toolConversation } from './lab/toolConversation.js'

const lab = { countConversations, longThread, runCycles, streamedReply, tearing, toolConversation }

declare global {
  interface Window {
    lab: typeof lab
  }
}

window.lab = lab
