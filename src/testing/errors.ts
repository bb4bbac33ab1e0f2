/** The `error` of Together AI's error envelope. */
export interface WireError {
  message: string
  type: string
  param: string | null
  code: string | null
}

const knownErrors: Record<number, Partial<WireError>> = {
  400: { message: 'Input validation error' },
  401: {
    message: 'Invalid API key provided. You can find your API key at https://api.together.xyz/settings/api-keys.',
    code: 'invalid_api_key',
  },
  402: {
    message:
      'Credit limit exceeded. Please navigate to https://api.together.xyz/settings/billing to add credit or upgrade your plan.',
    type: 'credit_limit',
  },
  403: {
    message: 'Input token count + max_tokens must be less than the context length of the model being queried.',
    param: 'max_tokens',
  },
  404: { message: 'Not found' },
  413: { message: 'Request entity too large' },
  429: {
    message: 'You have reached the dynamic rate limit of this model. Please slow down and try again.',
    type: 'dynamic_request_limited',
  },
  500: { message: 'Internal server error', type: 'server_error' },
  503: { message: 'The server is overloaded or not ready yet.', type: 'server_error' },
  504: { message: 'The request timed out.', type: 'server_error' },
  529: { message: 'Unknown server error', type: 'server_error' },
}

/** What Together AI says with a status, as far as recorded; `overrides` replace single fields. */
export function errorFor(status: number, overrides: Partial<WireError> = {}): WireError {
  const type = status >= 500 ? 'server_error' : 'invalid_request_error'
  return { message: `Error ${status}`, type, param: null, code: null, ...knownErrors[status], ...overrides }
}

/** A reply in Together AI's error envelope, `{ error: { message, type, param, code } }`. */
export function errorResponse(
  status: number,
  overrides: Partial<WireError> = {},
  headers: Record<string, string> = {},
): Response {
  return jsonResponse({ error: errorFor(status, overrides) }, status, { ...waitHeaders(status), ...headers })
}

/** A JSON reply with the headers which recorded ones carry. */
export function jsonResponse(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*', ...headers },
  })
}

/** Together AI tells the wait of a 429 in `x-ratelimit-reset` (seconds), not in `retry-after`. */
export function waitHeaders(status: number): Record<string, string> {
  return status === 429 ? { 'x-ratelimit-reset': '1' } : {}
}
