import { createNodeListener } from '../../src/node/index.js'
import { createSimulator, reply } from '../../src/testing/index.js'
import { forThisTest } from '../setup/forThisTest.js'
import { serve } from '../setup/serve.mjs'

export const key = 'tgp_v1_example_0123456789abcdef'
export const secret = 'a-secret-of-at-least-thirty-two-bytes'
export const llama = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'

/** A module of an example, which type-checks where it is installed and not here. */
export async function loadExample<Module>(path: string): Promise<Module> {
  return import(new URL(`../../examples/${path}`, import.meta.url).pathname)
}

/** A Together AI on this machine which says "as expected", and whom it was asked by. */
export async function startUpstream(): Promise<{ url: string; keys: (string | null)[] }> {
  const keys: (string | null)[] = []
  const simulator = createSimulator({ tokensPerSecond: 0, script: () => reply('as expected') })
  const { origin } = await forThisTest(
    serve(
      createNodeListener((request) => {
        keys.push(request.headers.get('authorization'))
        return simulator(request)
      }),
    ),
  )
  return { url: `${origin}/v1`, keys }
}

/** A chat as a page asks for it: a whole reply, or a stream. */
export function chatRequest(url: string, headers: Record<string, string> = {}, stream: boolean = false): Request {
  const body = JSON.stringify({ model: llama, messages: [{ role: 'user', content: 'Hi' }], stream })
  return new Request(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
}

/** What a whole reply says, or the code of its refusal. */
export async function saidIn(response: Response): Promise<string | undefined> {
  const body = (await response.json()) as {
    choices?: { message: { content: string } }[]
    error?: { code: string }
  }
  return body.error?.code ?? body.choices?.[0]?.message.content
}
