/**
 * Who is measured, and where they differ. Each runs in a process of its own, so that what one leaves behind (a heap,
 * promise hooks, deoptimised code) costs the others nothing.
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} file the module with its `run` and `read`
 * @property {string} [variant] which of the module's ways
 * @property {boolean} [isPeer]
 * @property {boolean} [oneChoice] whether it cannot keep choices apart: the AI SDK takes the first choice of each event,
 *   and so mixes the replies where each event has one
 * @property {boolean} [toolsOnly] whether it tells something only where a tool is called
 */

/** @typedef {{ name: string, arguments: unknown }} Call */
/** @typedef {{ text: string, toolCalls: Call[] }} Reply */
/** @typedef {{ replies: Reply[], usage: { prompt_tokens: number, completion_tokens: number } | null }} Outcome */
/**
 * @typedef {object} Way
 * @property {(input: import('../inputs.js').Input) => Promise<any>} run what is measured
 * @property {(result: any) => Outcome} read brings the result into the common shape, outside the measured time
 */

/** @type {Contender} */
export const ours = { name: 'together-react', file: 'ours.js', variant: 'run' }

/** @type {Contender[]} */
export const contenders = [
  ours,
  {
    name: 'together-react, parsePartialJson at every delta',
    file: 'ours.js',
    variant: 'partialJson',
    toolsOnly: true,
  },
  { name: 'openai', file: 'openai.js', isPeer: true },
  { name: 'together-ai', file: 'togetherAi.js', isPeer: true },
  { name: 'AI SDK, provider alone', file: 'aiSdk.js', variant: 'provider', isPeer: true, oneChoice: true },
  { name: 'AI SDK, streamText', file: 'aiSdk.js', variant: 'streamText', isPeer: true, oneChoice: true },
  { name: 'AI SDK, streamText to UI message', file: 'aiSdk.js', variant: 'uiMessage', isPeer: true, oneChoice: true },
]

/** @param {Contender} contender @returns {Promise<Way>} */
export async function load({ file, variant }) {
  const module = await import(`./${file}`)
  return variant ? module[variant] : module.way
}
