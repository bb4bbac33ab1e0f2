// What a `responseFormat` needs, in a module which is loaded by those who use one.
export { parseReply, toResponseFormat } from '../core/generators/responseFormat.js'
export { parsePartialJson } from '../core/tools/parsePartialJson.js'
