import { type ReplyMeta, Secret, StreamingChunk, TogetherAIGenerator } from '../../../src/core/index.js'
import type { HaystackCase } from '../../fixtures/load.js'
import { streamAnswer } from '../support/answers.js'
import { generatorOver } from '../support/generators.js'
import { compareWithHaystack } from './compare.js'
import { replyOf, theirReply, warningsIn, withoutAddedNulls } from './replyOf.js'

type Dict = Record<string, unknown>
type Expected = HaystackCase['expected']

compareWithHaystack(
  'stream_response',
  async ({ sse }) => {
    const chunks: StreamingChunk[] = []
    const streamingCallback = (chunk: StreamingChunk) => void chunks.push(chunk)
    const { replies } = await generatorOver(() => streamAnswer(sse)).run('hi', { streamingCallback })
    return {
      replies: replies.map(replyOf).map(timeless),
      chunks: chunks.map((chunk) => chunkOf(StreamingChunk.toDict(chunk))),
      text: await texts(sse),
    }
  },
  (expected) => ({
    replies: expected.result.replies.map((dict: { meta: Dict }) => timeless(theirReply(dict, warningsIn(expected)))),
    chunks: expected.chunks.map(chunkOf),
    text: theirTexts(expected),
  }),
)

async function texts(sse: string): Promise<object> {
  const fetch = async () => streamAnswer(sse)
  const generator = new TogetherAIGenerator({ apiKey: Secret.fromToken('k'), fetch, streamingCallback: () => {} })
  const { replies, meta } = await generator.run('hi')
  return { replies, meta: meta.map(metaOf) }
}

function theirTexts({ generator_result: { replies, meta } }: Expected): object {
  return { replies, meta: meta.map(metaOf) }
}

function metaOf({ id, seed, warnings, completion_start_time: start, ...meta }: ReplyMeta): Dict {
  return { ...withoutAddedNulls(meta), hasStart: typeof start === 'string' }
}

/** Haystack's clock stood still; of ours only the presence of a time can be compared. */
function timeless(reply: Dict): Dict {
  const { completion_start_time: start, ...meta } = reply.meta as Dict
  return { ...reply, meta: { ...meta, hasStart: typeof start === 'string' } }
}

/** Without the time, and without what our meta holds beside Haystack's; its deltas are the Python client's objects. */
function chunkOf(dict: Dict): Dict {
  const { id, seed, warnings, tool_calls, received_at, ...meta } = dict.meta as Dict
  const isTimed = typeof received_at === 'string'
  return { ...dict, meta: { ...withoutAddedNulls(meta), isTimed, hasCalls: Boolean(tool_calls) } }
}
