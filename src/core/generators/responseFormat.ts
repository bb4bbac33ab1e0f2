import { TogetherError } from '../http/TogetherError.js'
import type { ChatMessage } from '../messages/ChatMessage.js'
import type { Dict } from '../messages/dict.js'
import { makeSchemaStrict } from '../tools/makeSchemaStrict.js'
import { parseJson } from '../tools/parseJson.js'
import { type StandardSchema, toJsonSchema, validateStandard } from '../tools/standardSchema.js'

/** A Standard Schema as Together AI's `response_format`: a strict `json_schema`. */
export function toResponseFormat(schema: StandardSchema): Dict {
  const plain = toJsonSchema(schema)
  const { title } = plain
  const name = typeof title === 'string' ? title.replace(/[^\w-]/g, '_').slice(0, 64) : 'reply'
  return { type: 'json_schema', json_schema: { name, strict: true, schema: makeSchemaStrict(plain) } }
}

/** A reply's text as the schema has it, or the error (`invalid-output`) which says where it differs. */
export async function parseReply<Output>(
  reply: ChatMessage,
  schema: StandardSchema<Output>,
): Promise<Output | TogetherError> {
  const text = reply.text ?? ''
  const invalid = (why: string, cause?: unknown) =>
    new TogetherError({
      code: 'invalid-output',
      message: `The reply does not match its schema: ${why}`,
      body: text,
      cause,
    })
  let value: unknown
  try {
    value = parseJson(text)
  } catch (cause) {
    return invalid(
      reply.meta.finish_reason === 'length' ? 'it was cut off by max_tokens.' : 'it is not valid JSON.',
      cause,
    )
  }
  const result = await validateStandard(schema, value)
  return 'problem' in result ? invalid(result.problem) : (result.value as Output)
}
