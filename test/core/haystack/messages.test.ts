import { ChatMessage, type ContentPart } from '../../../src/core/index.js'
import { compareWithHaystack } from './compare.js'
import { buildMessage } from './parts.js'

compareWithHaystack(
  'chat_message_build_to_dict',
  (input) => ({ dict: buildMessage(input).toDict(), accessors: accessorsOf(buildMessage(input)) }),
  (expected) => ({ dict: expected.to_dict, accessors: expected.accessors }),
)

compareWithHaystack(
  'chat_message_errors',
  (input) => {
    const message = buildMessage(input)
    return input.then === 'is_from("robot")' ? message.isFrom('robot' as 'user') : message.toDict()
  },
  (expected) => expected.to_dict ?? expected,
)

compareWithHaystack(
  'chat_message_from_dict',
  (input) => ChatMessage.fromDict(input).toDict(),
  (expected) => expected.to_dict,
)

/** In the vector's names: a part shows as what is inside its dict. */
function accessorsOf(message: ChatMessage): object {
  const { role, name, meta, text, texts } = message
  return {
    role,
    name,
    meta,
    length: message.content.length,
    text,
    texts,
    tool_call: insideOf(message.toolCall),
    tool_calls: message.toolCalls.map(insideOf),
    tool_call_result: insideOf(message.toolCallResult),
    tool_call_results: message.toolCallResults.map(insideOf),
    image: insideOf(message.image),
    images: message.images.map(insideOf),
    file: insideOf(message.file),
    files: message.files.map(insideOf),
    reasoning: insideOf(message.reasoning),
    reasonings: message.reasonings.map(insideOf),
    is_from: Object.fromEntries(
      (['user', 'system', 'assistant', 'tool'] as const).map((each) => [each, message.isFrom(each)]),
    ),
  }
}

function insideOf(part: ContentPart | null): unknown {
  if (part === null) return null
  const { content } = new ChatMessage({ role: 'user', content: [part] }).toDict() as { content: object[] }
  return Object.values(content[0] ?? {})[0]
}
