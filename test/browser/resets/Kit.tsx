import { type ReactNode, useState } from 'react'
import { GenerateBox } from '../../../src/components/generate/index.js'
import {
  ChatRoot,
  Composer,
  LogprobText,
  MessageList,
  ModelPicker,
  ParamsPanel,
  UsageMeter,
} from '../../../src/components/index.js'
import {
  type Chat,
  ChatMessage,
  createChat,
  createTogetherTransport,
  TogetherProvider,
} from '../../../src/hooks/index.js'
import { simulatorModels } from '../../../src/testing/index.js'
import { askedForApproval } from './conversation.js'

/** What the drop-in does not show by itself. */
export function Kit(): ReactNode {
  const [chat] = useState(createAskedChat)
  return (
    <div style={{ display: 'grid', gap: '1rem', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' }}>
      <ChatRoot chat={chat} style={{ padding: '1rem' }}>
        <MessageList />
        <Composer />
        <UsageMeter contextLength={2000} />
      </ChatRoot>
      <div className="tg-root" style={{ padding: '1rem' }}>
        <ModelPicker models={models} value={model} onValueChange={() => {}} />
        <LogprobText message={{ message: uncertain }} />
        <TogetherProvider>
          <GenerateBox title="A name for a cat" hasSystemPrompt />
        </TogetherProvider>
      </div>
      <div className="tg-root" style={{ padding: '1rem' }}>
        <ParamsPanel value={kwargs} onValueChange={() => {}} />
      </div>
      <div className="tg-root" style={{ padding: '1rem' }}>
        <ParamsPanel value={kwargs} onValueChange={() => {}} disabled />
      </div>
    </div>
  )
}

const model = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
const models = simulatorModels.filter(({ type }) => type === 'chat').map((each) => ({ ...each }))
const kwargs = { temperature: 0.3, max_tokens: 1024, stop: ['END'], seed: 42, reasoning_effort: 'high' }

const ledger = Array.from({ length: 6 }, (_, turn) => ({
  id: `r${turn}`,
  turnId: `t${turn}`,
  model,
  usage: { prompt_tokens: 40 + 250 * turn, completion_tokens: 120 + 40 * (turn % 3) },
  chunks: 0,
  attempts: 1,
  isOpen: false,
}))

const uncertain = ChatMessage.fromAssistant('The largest lake', {
  meta: {
    model,
    logprobs: {
      tokens: ['The', ' largest', ' lake'],
      token_logprobs: [Math.log(0.97), Math.log(0.6), Math.log(0.2)],
    },
  },
})

function createAskedChat(): Chat {
  const chat = createChat({
    id: 'asked',
    transport: createTogetherTransport(),
    prices: { [model]: { input: 0.88, output: 0.88 } },
  })
  chat.import({ ...askedForApproval, ledger })
  return chat
}
