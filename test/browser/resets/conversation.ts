// Conversations with everything in them that a chat can show, the same in each page.

import { type ChatExport, ChatMessage, type ExportedMessage, type ToolCallState } from '../../../src/hooks/index.js'
import { code, diagramsText, formulas } from '../../../stories/support/plugins.js'
import { everything, longCode } from '../../../stories/support/texts.js'

const firstDay = Date.UTC(2026, 2, 2, 12)
const secondDay = firstDay + 86_400_000
const model = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
const usage = { prompt_tokens: 41, completion_tokens: 312, cached_tokens: 16 }
const meta = { model, finish_reason: 'stop', usage }
const lisbon = { id: 'call-1', toolName: 'get_weather', arguments: { city: 'Lisbon', unit: 'celsius' } }
const mail = { to: 'ada@example.com', subject: 'Minutes of Monday' }

interface Exported extends Partial<ExportedMessage> {
  id: string
  turnId: string
  says: ChatMessage
}

function exported({ says, ...own }: Exported): ExportedMessage {
  const common = { parentId: null, status: 'complete', error: null, createdAt: secondDay, timing: null } as const
  return { ...common, message: says.toDict(), ...own }
}

function conversationOf(
  id: string,
  messages: readonly ExportedMessage[],
  toolCalls: readonly ToolCallState[] = [],
): ChatExport {
  const head = messages.at(-1)?.id ?? null
  return { format: 'together-react.chat', version: 1, id, head, messages, shown: [], toolCalls, ledger: [] }
}

/** A picture and a file are attached to the first question; `picture` is a PNG as base64. */
export function everyMessage(picture: string): ChatExport {
  return conversationOf('everything', [
    exported({ id: 'q1', turnId: 'q1', createdAt: firstDay, says: firstQuestion(picture) }),
    exported({ id: 'a1', turnId: 'q1', parentId: 'q1', createdAt: firstDay, timing, says: longAnswer }),
    exported({ id: 'q2', turnId: 'q2', parentId: 'a1', says: ChatMessage.fromUser('Do I need a coat in Lisbon?') }),
    exported({ id: 'a2', turnId: 'q2', parentId: 'q2', says: callingAnswer }),
    exported({ id: 't2', turnId: 'q2', parentId: 'a2', says: ChatMessage.fromTool('{"temperature": 21}', lisbon) }),
    exported({ id: 'b2', turnId: 'q2', parentId: 't2', says: cutAnswer }),
    exported({ id: 'q3', turnId: 'q3', parentId: 'b2', says: ChatMessage.fromUser('And in Osl?') }),
    exported({ id: 'q4', turnId: 'q4', parentId: 'b2', says: ChatMessage.fromUser('And in Oslo?') }),
    exported({ id: 'a4', turnId: 'q4', parentId: 'q4', ...failure, says: ChatMessage.fromAssistant('It is') }),
    exported({ id: 'q5', turnId: 'q5', parentId: 'a4', says: ChatMessage.fromUser('Which colour is the sky?') }),
    exported({
      id: 'a5',
      turnId: 'q5',
      parentId: 'q5',
      says: ChatMessage.fromAssistant('**Blue**, by day.', { meta }),
    }),
    exported({ id: 'b5', turnId: 'q5', parentId: 'q5', says: ChatMessage.fromAssistant('It *depends*.', { meta }) }),
  ])
}

/** Its last message is a call which waits for the reader. */
export const askedForApproval: ChatExport = conversationOf(
  'asked',
  [
    exported({ id: 'q1', turnId: 'q1', says: ChatMessage.fromUser('Send the minutes, please.') }),
    exported({
      id: 'a1',
      turnId: 'q1',
      parentId: 'q1',
      says: ChatMessage.fromAssistant('I can do that.', {
        toolCalls: [{ id: 'call-2', toolName: 'send_mail', arguments: mail }],
      }),
    }),
  ],
  [
    {
      key: 'a1:0',
      messageId: 'a1',
      id: 'call-2',
      name: 'send_mail',
      argumentsText: JSON.stringify(mail),
      arguments: mail,
      status: 'awaiting-approval',
      result: undefined,
      error: null,
      startedAt: null,
      finishedAt: null,
    },
  ],
)

/** Coloured code, formulas, a diagram and one which cannot be drawn. */
export const withPlugins: ChatExport = conversationOf('plugins', [
  exported({ id: 'q1', turnId: 'q1', says: ChatMessage.fromUser('Show me code, formulas and a diagram.') }),
  exported({
    id: 'a1',
    turnId: 'q1',
    parentId: 'q1',
    says: ChatMessage.fromAssistant([code.split('\n\n```')[0], formulas, diagramsText].join('\n\n')),
  }),
])

export const withFormulas: ChatExport = conversationOf('formulas', [
  exported({ id: 'a1', turnId: 'a1', says: ChatMessage.fromAssistant(formulas) }),
])

/** Two models said something; below it an answer which the reader may judge, delete, or ask another model for. */
export const compared: ChatExport = conversationOf('compared', [
  exported({ id: 'q1', turnId: 'q1', says: ChatMessage.fromUser('Who are you?') }),
  exported({ id: 'a1', turnId: 'q1', parentId: 'q1', says: answerOf('openai/gpt-oss-20b', 'A **small** model.') }),
  exported({ id: 'b1', turnId: 'q1', parentId: 'q1', says: answerOf('deepseek-ai/DeepSeek-V3.1', 'A large one.') }),
])

export const judged: ChatExport = conversationOf('judged', [
  exported({ id: 'q1', turnId: 'q1', says: ChatMessage.fromUser('Which colour is the sky?') }),
  exported({ id: 'a1', turnId: 'q1', parentId: 'q1', says: ChatMessage.fromAssistant('**Blue**, by day.', { meta }) }),
  exported({ id: 'q2', turnId: 'q2', parentId: 'a1', says: ChatMessage.fromUser('And at night?') }),
  exported({
    id: 'a2',
    turnId: 'q2',
    parentId: 'q2',
    status: 'stopped',
    says: ChatMessage.fromAssistant('Black, with', { meta }),
  }),
])

function answerOf(by: string, text: string): ChatMessage {
  return ChatMessage.fromAssistant(text, { meta: { ...meta, model: by, own: true } })
}

const timing = {
  startedAt: firstDay,
  firstTokenAt: firstDay + 240,
  finishedAt: firstDay + 4100,
  chunks: 312,
}

const failure = {
  status: 'error',
  error: { code: 'server', message: 'The server answered with 500.', status: 500, requestId: 'req-1', retryable: true },
} as const

const longAnswer = ChatMessage.fromAssistant(`${everything}\n\n${longCode}`, {
  reasoning: 'The reader wants to see **everything**.\n\nSo be it.',
  meta,
})

const callingAnswer = ChatMessage.fromAssistant('I look it up.', { toolCalls: [lisbon] })

const cutAnswer = ChatMessage.fromAssistant('No: it has 21 °C, and', { meta: { ...meta, finish_reason: 'length' } })

function firstQuestion(picture: string): ChatMessage {
  return ChatMessage.fromUser([
    { type: 'image', base64Image: picture, mimeType: 'image/png' },
    { type: 'file', base64Data: btoa('%PDF'), mimeType: 'application/pdf', filename: 'report.pdf' },
    `Show me everything.\nIn order, and with a long word: ${'so'.repeat(120)}`,
  ])
}
