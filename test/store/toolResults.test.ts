import { Tool, type ToolCall } from '../../src/core/index.js'
import { outcomeOf, resultMessage } from '../../src/store/toolResult.js'
import type { ToolCallState } from '../../src/store/types.js'
import { compareWithHaystack } from '../core/haystack/compare.js'
import { buildMessage } from '../core/haystack/parts.js'
import { call, calling, scriptedChat } from './scripted.js'

const origin = { tool_name: 'f', arguments: { city: 'Paris' }, id: 'c1' }

const weather = new Tool({
  name: 'weather',
  description: 'The weather in a city',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
  execute: ({ city }) => `sunny in ${city}`,
})

compareWithHaystack(
  'tool_results',
  (input) => ('tool_calls' in input ? messagesOf(input) : messageOf(input.result)),
  (expected) => expected.to_dict ?? expected.messages,
)

/** The message with what a tool gave. */
function messageOf(value: unknown): object {
  const outcome = outcomeOf(Array.isArray(value) ? theirParts(value) : value, 262_144)
  const [called] = buildMessage({ method: 'from_assistant', args: { tool_calls: [origin] } }).toolCalls
  return resultMessage(outcome as ToolCallState, called as ToolCall).toDict()
}

function theirParts(value: readonly unknown[]): unknown {
  return buildMessage({ method: 'from_tool', args: { tool_result: value, origin } }).toolCallResult?.result
}

/** The messages which answer calls. */
async function messagesOf(input: { tool_calls: [string, object, string][]; tools?: [] }): Promise<object[]> {
  const pieces = input.tool_calls.map(([name, args, id], index) => call(name, args, { index, id }))
  const { chat } = scriptedChat([calling(pieces), 'I see.'], { tools: input.tools ?? [weather] })
  await chat.sendMessage('go')
  return chat.view().messages.flatMap(({ message }) => (message.role === 'tool' ? [message.toDict()] : []))
}
