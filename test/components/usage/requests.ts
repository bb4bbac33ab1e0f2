import {
  type Chat,
  createChat,
  createTogetherTransport,
  type Prices,
  type RequestRecord,
} from '../../../src/hooks/index.js'

export const model = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
export const prices: Prices = { [model]: { input: 1, output: 2 } }

/** A request of its own turn which ended. */
export function request(turn: number, usage: RequestRecord['usage'], more: Partial<RequestRecord> = {}): RequestRecord {
  return { id: `r${turn}`, turnId: `t${turn}`, model, usage, chunks: 0, attempts: 1, isOpen: false, ...more }
}

/** Turns of 100 tokens of prompt and 10 of completion. */
export function requests(turns: number): RequestRecord[] {
  return Array.from({ length: turns }, (_, turn) => request(turn + 1, { prompt_tokens: 100, completion_tokens: 10 }))
}

/** A conversation which made these requests. */
export function chatWith(ledger: readonly RequestRecord[], known?: Prices): Chat {
  const chat = createChat({ id: 'usage', transport: createTogetherTransport(), prices: known })
  const nothing = { head: null, messages: [], shown: [], toolCalls: [] }
  chat.import({ format: 'together-react.chat', version: 1, id: 'usage', ...nothing, ledger })
  return chat
}
