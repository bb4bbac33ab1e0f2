import { refuse } from '../http/TogetherError.js'
import { kindOf } from '../messages/kindOf.js'

// biome-ignore lint/suspicious/noExplicitAny: functions of any shape are looked up by name and called by their owners
type AnyFunction = (...args: any[]) => unknown

/** Functions by the import paths which stand for them in a dict: `{ 'my.module.weather': weather }`. */
export type Registry = Readonly<Record<string, AnyFunction>>

const paths = new WeakMap<object, string>()

/** The function of a path in a dict; undefined for none. Throws `serialization` when the registry does not have it. */
export function resolvePath(path: unknown, registry: Registry): AnyFunction | undefined {
  if (path === null || path === undefined) return undefined
  if (typeof path !== 'string' || !Object.hasOwn(registry, path))
    return refuse(`${kindOf(path)} is not in the registry. Pass the function as { [path]: function }.`, 'serialization')
  const found = registry[path] as AnyFunction
  paths.set(found, path)
  return found
}

/** The path a function was read with. Throws `serialization` for one without. */
export function writePath(found: object, what: string): string {
  return paths.get(found) ?? refuse(`${what} has no import path: it did not come from a registry.`, 'serialization')
}
