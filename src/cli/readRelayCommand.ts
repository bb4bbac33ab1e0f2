import { parseArgs } from 'node:util'
import { bearerIdentity, type RelayLimits, type RelayOptions } from '../relay/index.js'
import { type Environment, flags, type NumberFlag, type Values } from './flags.js'

/** What `together-react relay` was asked to do. */
export interface RelayCommand {
  port: number
  host: string
  /** Milliseconds which running replies may take after a signal to end. */
  graceMs: number
  /** Where limits are counted together with other processes; null for this one alone. */
  redisUrl: string | null
  relay: RelayOptions
}

/** The command, or everything that is wrong with it, each with how to do it right. */
export type ReadCommand = { command: RelayCommand; problems: null } | { command: null; problems: readonly string[] }

/** Reads the arguments and the environment of `together-react relay`. */
export function readRelayCommand(args: readonly string[], environment: Environment): ReadCommand {
  const problems: string[] = []
  const values = attempt(() => parseArgs({ args: [...args], options: flags }).values, explained, problems)
  if (!values) return { command: null, problems }
  const number = (name: NumberFlag, least: number, most?: number) => numberOf(values, problems, name, least, most)
  const command: RelayCommand = {
    port: number('port', 0, 65_535) ?? 8787,
    host: values.host ?? '127.0.0.1',
    graceMs: (number('grace-seconds', 0, 86_400) ?? 30) * 1000,
    redisUrl: redisUrlOf(values, environment, problems),
    relay: {
      apiKey: keyOf(environment, problems),
      allowedModels: modelsOf(values, problems),
      allowedOrigins: values.origin,
      upstreamUrl: environment.TOGETHER_BASE_URL || undefined,
      limits: limitsOf(number),
      ...callersOf(values, environment, problems),
    },
  }
  return problems.length > 0 ? { command: null, problems } : { command, problems: null }
}

function limitsOf(number: (name: NumberFlag, least: number) => number | undefined): Partial<RelayLimits> {
  const limits = {
    maxTokens: number('max-tokens', 1),
    perMinute: number('per-minute', 1),
    concurrent: number('concurrent', 1),
  }
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined))
}

function numberOf(
  values: Values,
  problems: string[],
  name: NumberFlag,
  least: number,
  most: number = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const value = values[name]
  if (value === undefined) return undefined
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
  if (number >= least && number <= most) return number
  const wanted = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`
  problems.push(`--${name} is "${value}": give a whole number ${wanted}.`)
  return undefined
}

function keyOf({ TOGETHER_API_KEY: key }: Environment, problems: string[]): string {
  if (!key) problems.push('TOGETHER_API_KEY is not set: put your Together AI key into the environment.')
  return key ?? ''
}

function redisUrlOf({ 'redis-env': name }: Values, environment: Environment, problems: string[]): string | null {
  if (name === undefined) return null
  const url = environment[name]
  if (!url) problems.push(`${name} is not set: --redis-env names the variable which holds the URL of your Redis.`)
  return url ?? null
}

function modelsOf({ model = [] }: Values, problems: string[]): readonly string[] {
  if (model.length === 0) problems.push('No model may be asked: name one or more, as --model openai/gpt-oss-20b.')
  return model
}

/** Who may ask: everybody, or the holders of a token. */
function callersOf(
  { public: isPublic, 'token-secret-env': names }: Values,
  environment: Environment,
  problems: string[],
): Pick<RelayOptions, 'public' | 'authenticate'> {
  if (Boolean(isPublic) === Boolean(names)) {
    problems.push(
      'Who may ask? Give either --token-secret-env <name>, for the holders of a relay token, or --public, for everybody.',
    )
  }
  if (!names) return { public: true }
  const read = () => ({ authenticate: bearerIdentity(names.map((name) => environment[name] ?? '')) })
  return attempt(read, ({ message }) => `--token-secret-env ${names.join(', ')}: ${message}`, problems) ?? {}
}

/** What node says of arguments, without its advice for words which begin with a dash. */
function explained({ message }: Error): string {
  const [said = message] = message.split('. To specify a positional argument')
  return /key/i.test(said) ? `${said}. The key is never an argument: put it into TOGETHER_API_KEY.` : `${said}.`
}

function attempt<Value>(read: () => Value, explain: (error: Error) => string, problems: string[]): Value | null {
  try {
    return read()
  } catch (error) {
    problems.push(explain(error instanceof Error ? error : new Error(String(error))))
    return null
  }
}
