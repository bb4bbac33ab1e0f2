import type { Route } from '../routes.js'

const sharedFields = [
  'model',
  'max_tokens',
  'stop',
  'temperature',
  'top_p',
  'top_k',
  'min_p',
  'repetition_penalty',
  'presence_penalty',
  'frequency_penalty',
  'logit_bias',
  'seed',
  'n',
  'stream',
  'stream_options',
  'logprobs',
  'echo',
  'safety_model',
]

const chatFields = [
  'messages',
  'context_length_exceeded_behavior',
  'response_format',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'function_call',
  'reasoning',
  'reasoning_effort',
  'chat_template_kwargs',
  'compliance',
  'service_tier',
  'store',
  'metadata',
  'prediction',
]

/** The body fields which Together AI documents for a path. */
export function fieldsOf(path: Route['path']): readonly string[] {
  return [...sharedFields, ...(path === '/completions' ? ['prompt'] : chatFields)]
}
