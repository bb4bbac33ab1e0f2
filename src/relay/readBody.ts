import type { RelayLimits } from './options.js'
import { Refusal } from './refusal.js'
import { within } from './within.js'

/** Reads a request body as JSON, up to `bodyBytes` as counted while reading, and within `readMs`. */
export async function readJsonBody(request: Request, { bodyBytes, readMs }: RelayLimits): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > bodyBytes) throw tooLarge(bodyBytes)
  const reader = request.body?.getReader()
  if (!reader) throw new Refusal(400, 'invalid_json', 'The body is missing.')
  try {
    return parse(await within(readAll(reader, bodyBytes), readMs, tooSlow))
  } catch (error) {
    void reader.cancel().catch(() => {})
    throw error instanceof Refusal ? error : new Refusal(400, 'invalid_body', 'The body could not be read.')
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, limit: number): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return chunks
    size += value.byteLength
    if (size > limit) throw tooLarge(limit)
    chunks.push(value)
  }
}

function parse(chunks: readonly Uint8Array[]): unknown {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode()
    return JSON.parse(text)
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
