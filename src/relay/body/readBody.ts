import type { RelayLimits } from '../options/options.js'
import { readBytes } from '../readBytes.js'
import { Refusal } from '../refusal.js'
import { within } from '../within.js'

/** Reads a request body as JSON, up to `bodyBytes` as counted while reading, and within `readMs`. */
export async function readJsonBody({ headers, body }: Request, { bodyBytes, readMs }: RelayLimits): Promise<unknown> {
  if (Number(headers.get('content-length') ?? 0) > bodyBytes) throw tooLarge(bodyBytes)
  if (!body) throw new Refusal(400, 'invalid_json', 'The body is missing.')
  const late = new AbortController()
  try {
    return parse(await within(readBytes(body, bodyBytes, late.signal), readMs, tooSlow))
  } catch (error) {
    late.abort()
    if (error instanceof RangeError) throw tooLarge(bodyBytes)
    throw error instanceof Refusal ? error : new Refusal(400, 'invalid_body', 'The body could not be read.')
  }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Refusal(400, 'invalid_json', 'The body is not valid JSON in UTF-8.')
  }
}

function tooLarge(limit: number): Refusal {
  return new Refusal(413, 'body_too_large', `The body is larger than ${limit} bytes.`)
}

function tooSlow(): Refusal {
  return new Refusal(408, 'body_timeout', 'The body took too long to arrive.')
}
