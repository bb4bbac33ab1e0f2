import { Secret, type TogetherAIChatGenerator, TogetherAIGenerator } from '../../../src/core/index.js'
import type { HaystackCase } from '../../fixtures/load.js'
import { jsonAnswer } from '../support/answers.js'
import { generatorOver } from '../support/generators.js'
import { compareWithHaystack } from './compare.js'
import { replyOf, theirReply, warningsIn, withoutAddedNulls } from './replyOf.js'

type Expected = HaystackCase['expected']

compareWithHaystack(
  'completion_response',
  async ({ response }) => ({
    chat: await chatReplies(generatorOver(() => jsonAnswer(response))),
    text: await textReplies(response),
  }),
  (expected) => ({ chat: theirReplies(expected), text: expected.generator_result && theirTexts(expected) }),
)

compareWithHaystack(
  'response_format_parse',
  ({ response, response_format }) =>
    chatReplies(generatorOver(() => jsonAnswer(response), { generationKwargs: { response_format } })),
  theirReplies,
)

async function chatReplies(generator: TogetherAIChatGenerator): Promise<object> {
  const { replies } = await generator.run('hi')
  return replies.map(replyOf)
}

/** Null where the chat generator is refused as well, as in the vectors. */
async function textReplies(response: unknown): Promise<object> {
  const fetch = async () => jsonAnswer(response)
  const { replies, meta } = await new TogetherAIGenerator({ apiKey: Secret.fromToken('k'), fetch }).run('hi')
  return { replies, meta: meta.map(({ id, seed, warnings, ...rest }) => withoutAddedNulls(rest)) }
}

function theirReplies(expected: Expected): object {
  return expected.result.replies.map((dict: { meta: Record<string, unknown> }, place: number) =>
    theirReply(dict, place === 0 ? warningsIn(expected) : 0),
  )
}

function theirTexts({ generator_result: { replies, meta } }: Expected): object {
  return { replies, meta: meta.map(withoutAddedNulls) }
}
