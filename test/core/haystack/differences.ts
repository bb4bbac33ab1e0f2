/** Where we differ from Haystack on purpose, case by case. `ours` is what our result has to match. */
export interface Difference {
  file: string
  name: string
  reason: string
  ours: object
}

/** Cases of things which do not exist here. */
export const absent: readonly { file: string; names: RegExp; reason: string }[] = [
  { file: 'tools', names: /ComponentTool/, reason: 'components are a thing of Haystack pipelines' },
  { file: 'tools', names: /Tool\.invoke/, reason: 'a tool is run by the store, its function is `execute`' },
  { file: 'tools', names: /create_tool_from_function/, reason: 'signatures and docstrings cannot be read at run time' },
  { file: 'tools', names: /tuple/, reason: 'there are no tuples' },
  { file: 'print_streaming_chunk', names: /./, reason: 'a callback of one line prints where there is a console' },
  { file: 'tool_results', names: /source key|handler/, reason: 'a tool gives what the model is to read' },
]

export const differences: readonly Difference[] = [
  ...rows('chat_message_errors', [
    ['from_user: both', 'one argument takes the text or the parts', { content: [{ text: 'a' }] }],
    [
      'from_user: text empty string and content_parts',
      'one argument takes the text or the parts',
      { content: [{ text: '' }] },
    ],
    [
      'to_dict: unsupported content type str',
      'a string stands for a text part',
      { content: [{ text: 'plain string' }] },
    ],
    ['from_system: null text is not checked', 'a text is a string', { fails: true, code: 'invalid-message' }],
  ]),
  ...rows('chat_message_from_openai_dict_format', [
    [
      'user content list (becomes TextContent holding the list)',
      "a user's content list is read into parts",
      { content: [{ text: 'hi' }] },
    ],
  ]),
  ...rows('streaming_chunk', [
    [
      'error: content + tool_calls',
      'content beside tool calls in one chunk is fine',
      { content: 'a', tool_calls: [{ index: 0 }] },
    ],
    [
      'error: tool_calls + reasoning',
      'reasoning beside tool calls in one chunk is fine',
      { tool_calls: [{ index: 0 }], reasoning: { reasoning_text: 'r' } },
    ],
  ]),
  ...rows('stream_fold', [
    [
      'tool name repeated in each chunk is concatenated twice',
      'a tool name is never doubled by repeated deltas',
      { content: [{ tool_call: { tool_name: 'weather', arguments: {}, id: 'c0' } }] },
    ],
    [
      'meta.finish_reason alone is not used',
      'the raw finish reason stays in meta',
      { meta: { finish_reason: 'stop' } },
    ],
    [
      'error: tool-call indexes null and 0 cannot be sorted',
      'a missing index is the place in the list',
      { content: [{ tool_call: { tool_name: 'w', id: 'c0' } }, { tool_call: { tool_name: 'v', id: 'c1' } }] },
    ],
  ]),
  ...rows('completion_response', [
    [
      'think tags stay in text',
      '<think> becomes a reasoning part',
      { chat: [{ content: [{ reasoning: { reasoning_text: 'hm' } }, { text: '42' }] }], text: { replies: ['42'] } },
    ],
  ]),
  ...rows('response_format_parse', [
    [
      'tool call reply with strict tools, malformed arguments: the SDK raises (not skipped)',
      'a plain response_format is not parsed; a malformed tool call is left out and told in meta.warnings',
      [{ content: [], skippedCalls: 1, meta: { finish_reason: 'tool_calls' } }],
    ],
  ]),
  ...rows('stream_response', [
    [
      'finish_reason eos maps to null on the chunk and message',
      'eos is treated as stop; the raw finish reason stays in meta',
      { replies: [{ meta: { finish_reason: 'eos' } }], text: { meta: [{ finish_reason: 'eos' }] } },
    ],
    [
      'error: tool call delta with index null',
      'a missing index is the place in the list',
      { replies: [{ content: [{ tool_call: { tool_name: 'weather', id: 'call_1' } }] }] },
    ],
    [
      'error: two choices in a chunk',
      'n > 1 streams; each choice of an event is a chunk of its own',
      {
        replies: [
          { content: [{ text: 'a' }], meta: { index: 0 } },
          { content: [{ text: 'b' }], meta: { index: 1 } },
        ],
      },
    ],
    [
      'reasoning deltas are ignored',
      'reasoning and reasoning_content become a reasoning part',
      { replies: [{ content: [{ reasoning: { reasoning_text: 'think more' } }, { text: '42' }] }] },
    ],
    [
      'last event without blank line is dropped',
      'the last event of a cleanly ended stream needs no blank line',
      { replies: [{ content: [{ text: 'HiLOST' }] }] },
    ],
  ]),
  ...rows('request_body', [
    ['error: n=2 with streaming', 'n > 1 streams', [{ body: { n: 2, stream: true } }]],
    ['error: n=2 from init with streaming', 'n > 1 streams', [{ body: { n: 2, stream: true } }]],
    ['generator: error: n=2 streaming', 'n > 1 streams', [{ body: { n: 2, stream: true } }]],
    [
      'response_format + tools without strict (SDK parse rejects)',
      'a plain response_format is not parsed, so tools need not be strict',
      [{ body: { response_format: { type: 'json_schema' }, tools: [{ type: 'function' }] } }],
    ],
    [
      'response_format + generation_kwargs.stream',
      "stream is never the caller's",
      [{ body: { response_format: { type: 'json_schema' }, stream: false } }],
    ],
    [
      'unknown generation kwarg: the Python SDK raises TypeError',
      'unknown body keys are sent',
      [{ body: { top_k: 5 } }],
    ],
    [
      'documented safe_prompt: the Python SDK raises TypeError',
      'unknown body keys are sent',
      [{ body: { safe_prompt: true } }],
    ],
    [
      'documented random_seed: the Python SDK raises TypeError',
      'unknown body keys are sent',
      [{ body: { random_seed: 1 } }],
    ],
    [
      'api_base_url None falls back to the OpenAI SDK default (api.openai.com!)',
      'apiBaseUrl null means the default, never OpenAI',
      [{ url: 'https://api.together.xyz/v1/chat/completions' }],
    ],
    ["api_base_url '' ", "apiBaseUrl '' means the default", [{ url: 'https://api.together.xyz/v1/chat/completions' }]],
    [
      'generator: error: http_client_kwargs is not an init parameter',
      'parameters which the types forbid are not looked at',
      [{ method: 'POST' }],
    ],
    [
      'generator: error: tools is not a run parameter',
      'parameters which the types forbid are not looked at',
      [{ method: 'POST' }],
    ],
    [
      'generator: error: tools is not an init parameter',
      'parameters which the types forbid are not looked at',
      [{ method: 'POST' }],
    ],
  ]),
  ...rows('http_errors_and_retries', [
    [
      'retry-after 120',
      'a wait above 60 s fails at once',
      { attempts: 1, waits: [], error: { status: 429, saysWhy: true } },
    ],
  ]),
  ...rows('tools', [
    [
      'error: neither function nor async_function',
      'without `execute` the application answers the call',
      { name: 'weather' },
    ],
    ['error: coroutine passed as function', 'functions may be async or not', { name: 'weather' }],
    ['error: sync passed as async_function', 'functions may be async or not', { name: 'weather' }],
  ]),
  ...rows('client_and_warm_up', [
    [
      'non-strict secret unset: the OpenAI SDK complains',
      'without a key no Authorization header is sent: a relay has one',
      { timeout: 30, max_retries: 5, api_key: null },
    ],
    [
      'non-strict secret unset but OPENAI_API_KEY set: the SDK uses it',
      'never OpenAI: its key goes nowhere',
      { timeout: 30, max_retries: 5, api_key: null },
    ],
    [
      'error: http_client_kwargs not a dict (at warm_up)',
      'http_client_kwargs become fetch and headers',
      { timeout: 30, max_retries: 5, api_key: 'k' },
    ],
    [
      'warm_up is idempotent; tools are warmed once; close drops the client',
      'there is no warm_up and no close',
      { timeout: 30, max_retries: 5, api_key: 'k' },
    ],
  ]),
  ...rows('tool_results', [
    [
      'run: unknown tool, raise_on_failure true',
      'a failure is told to the model, and never thrown',
      [{ content: [{ tool_call_result: { result: "Tool 'nope' not found. Available tools: weather", error: true } }] }],
    ],
    ['run: no tools', 'without tools the application answers the calls', []],
  ]),
  ...rows('select_streaming_callback', [
    ['init=async runtime=sync requires_async=False', 'callbacks may be async or not', ['runtime']],
  ]),
]

function rows(file: string, list: readonly [name: string, reason: string, ours: object][]): Difference[] {
  return list.map(([name, reason, ours]) => ({ file, name, reason, ours }))
}
