import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import { bearerIdentity, type RelayLimits, type RelayOptions } from '../relay/index.js'
import { explainArguments } from './explainArguments.js'
import { type Environment, flags, type NumberFlag, type Values } from './flags.js'
import { variableOf } from './variables.js'

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
  const problems = problemsOfKey(args, environment)
  const values = attempt(() => parseArgs({ args: [...args], options: flags }).values, explainArguments, problems)
  if (!values) return { command: null, problems }
  const number = (name: NumberFlag, least: number, most?: number) => numberOf(values, problems, name, least, most)
  const command: RelayCommand = {
    port: number('port', 0, 65_535) ?? 8787,
    host: hostOf(values, problems),
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
  const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN
  if (number >= least && number <= most) return number
  const wanted = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`
  problems.push(`--${name}: give a whole number ${wanted}.`)
  return undefined
}

function keyOf({ TOGETHER_API_KEY: key }: Environment, problems: string[]): string {
  if (!key) problems.push('TOGETHER_API_KEY is not set: put your Together AI key into the environment.')
  return key ?? ''
}

/** What is in an argument is seen by other programs, and what is in a model or an origin is logged. */
function problemsOfKey(args: readonly string[], { TOGETHER_API_KEY: key }: Environment): string[] {
  if (!key || !args.some((argument) => argument.includes(key))) return []
  return ['The key of TOGETHER_API_KEY is among the arguments, where other programs can read it: take it away there.']
}

function hostOf({ host = '127.0.0.1' }: Values, problems: string[]): string {
  if (isIP(host) === 0 && host !== 'localhost') problems.push('--host: give an address, as 127.0.0.1, 0.0.0.0 or ::.')
  return host
}

function redisUrlOf({ 'redis-env': name }: Values, environment: Environment, problems: string[]): string | null {
  if (name === undefined) return null
  const variable = variableOf(name, 'redis-env', 'REDIS_URL', environment)
  if ('problem' in variable) problems.push(variable.problem)
  else if (!variable.value) problems.push(`${variable.shown}: this variable, for the URL of your Redis, is not set.`)
  return 'problem' in variable ? null : variable.value
}

function modelsOf({ model = [] }: Values, problems: string[]): readonly string[] {
  if (model.length === 0) problems.push('No model may be asked: name one or more, as --model openai/gpt-oss-20b.')
  return model
}

/** Who may ask: everybody, or the holders of a token. */
function callersOf(
  { public: isPublic, 'token-secret-env': names, 'token-audience': audience }: Values,
  environment: Environment,
  problems: string[],
): Pick<RelayOptions, 'public' | 'authenticate'> {
  if (Boolean(isPublic) === Boolean(names)) {
    problems.push(
      'Who may ask? Give either --token-secret-env <name>, for the holders of a relay token, or --public, for everybody.',
    )
  }
  if (names) return holdersOf(names, audience, environment, problems)
  if (audience !== undefined) problems.push('--token-audience: it needs --token-secret-env <name>.')
  return { public: true }
}

function holdersOf(
  names: readonly string[],
  audience: string | undefined,
  environment: Environment,
  problems: string[],
): Pick<RelayOptions, 'authenticate'> {
  const variables = names.map((name) => variableOf(name, 'token-secret-env', 'RELAY_TOKEN_SECRET', environment))
  const wrong = variables.flatMap((variable) => ('problem' in variable ? [variable.problem] : []))
  problems.push(...wrong)
  if (wrong.length > 0) return {}
  const named = variables.flatMap((variable) => ('problem' in variable ? [] : [variable]))
  const read = () => ({
    authenticate: bearerIdentity(
      named.map(({ value }) => value),
      { audience },
    ),
  })
  return attempt(read, ({ message }) => `${named.map(({ shown }) => shown).join(', ')}: ${message}`, problems) ?? {}
}

function attempt<Value>(read: () => Value, explain: (error: Error) => string, problems: string[]): Value | null {
  try {
    return read()
  } catch (error) {
    problems.push(explain(error instanceof Error ? error : new Error(String(error))))
    return null
  }
}
