import { ChatMessage } from '../../../src/core/index.js'
import { compareWithHaystack } from './compare.js'
import { compactArguments } from './wireMessage.js'

compareWithHaystack(
  'chat_message_to_openai_dict_format',
  ({ message, require_tool_call_ids: requireToolCallIds }) =>
    ChatMessage.fromDict(message).toOpenAI({ requireToolCallIds }),
  compactArguments,
)

compareWithHaystack(
  'chat_message_from_openai_dict_format',
  (input) => ChatMessage.fromOpenAI(input).toDict(),
  (expected) => expected.to_dict,
)

compareWithHaystack(
  'tool_arguments_json',
  ({ arguments_json: text }) => {
    const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: text } }
    const wire = ChatMessage.fromOpenAI({ role: 'assistant', tool_calls: [call] }).toOpenAI()
    return (wire.tool_calls as { function: { arguments: string } }[])[0]?.function.arguments
  },
  (expected) => JSON.stringify(JSON.parse(expected.arguments)),
)
