/** Keys and arguments of a script, as node-redis takes them. */
export interface ScriptInput {
  keys: string[]
  arguments: string[]
}

/** What the limiter uses of a client (or cluster) of `redis`. */
export interface NodeRedisClient {
  evalSha(sha: string, input: ScriptInput): Promise<unknown>
  eval(script: string, input: ScriptInput): Promise<unknown>
}

/** What the limiter uses of a `Redis` (or `Cluster`) of `ioredis`. */
export interface IoredisClient {
  evalsha(sha: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>
  eval(script: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>
}

/** A connected client of either library. */
export type RedisClient = NodeRedisClient | IoredisClient

/** Runs a script by its hash, and sends its text where the server does not know it yet. */
export async function evalScript(client: RedisClient, script: string, input: ScriptInput): Promise<unknown> {
  const sha = await shaOf(script)
  try {
    return await run(client, 'sha', sha, input)
  } catch (error) {
    if (!isUnknownScript(error)) throw error
    return run(client, 'text', script, input)
  }
}

/** Whether this can run scripts. */
export function isRedisClient(client: unknown): client is RedisClient {
  if (typeof client !== 'object' || client === null) return false
  const has = (name: string) => typeof Reflect.get(client, name) === 'function'
  return has('eval') && (has('evalSha') || has('evalsha'))
}

function run(client: RedisClient, by: 'sha' | 'text', script: string, input: ScriptInput): Promise<unknown> {
  if ('evalSha' in client) return by === 'sha' ? client.evalSha(script, input) : client.eval(script, input)
  const rest = [...input.keys, ...input.arguments]
  const count = input.keys.length
  return by === 'sha' ? client.evalsha(script, count, ...rest) : client.eval(script, count, ...rest)
}

/** Redis says so after a restart, a failover and `SCRIPT FLUSH`; its errors have no code but the text's first word. */
function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT')
}

const shas = new Map<string, Promise<string>>()

function shaOf(script: string): Promise<string> {
  const sha = shas.get(script) ?? hash(script)
  shas.set(script, sha)
  return sha
}

async function hash(script: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(script))
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
