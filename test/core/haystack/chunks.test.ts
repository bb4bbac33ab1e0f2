import { foldChunks, makeSchemaStrict, StreamingChunk } from '../../../src/core/index.js'
import { compareWithHaystack } from './compare.js'
import { replyOf, theirReply, warningsIn } from './replyOf.js'

compareWithHaystack(
  'streaming_chunk',
  (input) => StreamingChunk.toDict(StreamingChunk.fromDict(input)),
  (expected) => expected.to_dict,
)

compareWithHaystack(
  'stream_fold',
  ({ chunks }) => replyOf(foldChunks(chunks.map(StreamingChunk.fromDict))),
  (expected) => theirReply(expected.to_dict, warningsIn(expected)),
)

compareWithHaystack('make_schema_strict', makeSchemaStrict, (expected) => expected)
