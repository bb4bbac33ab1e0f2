import { refuse } from '../http/TogetherError.js'
import { kindOf } from '../messages/kindOf.js'
import type { Secret } from './Secret.js'

/** Whether this code runs in a browser page or one of its workers. */
function isBrowser(): boolean {
  const scope = globalThis as {
    document?: unknown
    WorkerGlobalScope?: unknown
    process?: { versions?: { node?: string } }
  }
  if (scope.process?.versions?.node) return false
  return scope.document !== undefined || scope.WorkerGlobalScope !== undefined
}

/** The key of a secret or a text; null for none. Throws `browser-key` for one in a page which did not ask for it. */
export function resolveKey(apiKey: Secret | string | null, dangerouslyAllowBrowser: boolean): string | null {
  if (apiKey === null) return null
  if (typeof apiKey !== 'string' && typeof apiKey?.resolveValue !== 'function')
    refuse(`apiKey must be a Secret, a string or null, got ${kindOf(apiKey)}.`)
  const key = typeof apiKey === 'string' ? apiKey : apiKey.resolveValue()
  if (key !== null && !/^[\x21-\x7e]+$/.test(key))
    refuse('The API key is empty or has a character which no key has.', 'missing-key')
  if (key !== null && isBrowser() && !dangerouslyAllowBrowser)
    refuse(
      'Every visitor can read an API key in a browser page. Use a relay (createTogetherRelay) and apiKey: null, or ' +
        'set dangerouslyAllowBrowser: true.',
      'browser-key',
    )
  return key
}
