// A page for the tests in test/browser: it does nothing by itself, they drive it through `window.lab`.
import { attachmentsFrom } from '../../../src/store/attachments.js'
import { showStage } from '../accessibility/stage.js'
import { countConversations, runCycles } from './cycles.js'
import { datedThread } from './datedThread.js'
import { longThread } from './longThread.js'
import { streamedReply } from './streamedReply.js'
import { tearing } from './tearing.js'
import { toolConversation } from './toolConversation.js'

const lab = {
  attachmentsFrom,
  countConversations,
  datedThread,
  longThread,
  runCycles,
  showStage,
  streamedReply,
  tearing,
  toolConversation,
}

declare global {
  interface Window {
    lab: typeof lab
  }
}

window.lab = lab
