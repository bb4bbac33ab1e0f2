import { valueForSchema } from './schemaValue.js'
import { lastUserText, textOf, type WireBody, type WireMessage, type WireTool } from './wire.js'

/** A call the simulated model decided on. */
export interface ChosenToolCall {
  name: string
  arguments: object
}

/** The tools a model would call for this request: those its user mentions, or the one it is told to call. */
export function chooseToolCalls(body: WireBody): ChosenToolCall[] {
  const tools = body.tools ?? []
  const last = body.messages?.at(-1)
  if (tools.length === 0 || body.tool_choice === 'none' || last?.role === 'tool') return []
  return wantedTools(body, tools, last).flatMap((tool) => callsOf(tool, lastUserText(body)))
}

function wantedTools(body: WireBody, tools: readonly WireTool[], last: WireMessage | undefined): WireTool[] {
  const choice = body.tool_choice
  if (typeof choice === 'object' && choice !== null) {
    return tools.filter((tool) => tool.function.name === choice.function?.name)
  }
  const mentioned = last?.role === 'user' ? tools.filter((tool) => mentions(textOf(last), tool)) : []
  return mentioned.length > 0 || choice !== 'required' ? mentioned : tools.slice(0, 1)
}

const emptyWords = new Set([
  'get',
  'set',
  'find',
  'list',
  'show',
  'make',
  'call',
  'use',
  'run',
  'current',
  'tool',
  'the',
])

function mentions(text: string, tool: WireTool): boolean {
  const lower = text.toLowerCase()
  const { name } = tool.function
  if (lower.includes(name.toLowerCase())) return true
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
  return words.some((word) => word.length > 2 && !emptyWords.has(word) && new RegExp(`\\b${word}`).test(lower))
}

const placeParameter = /^(city|location|place|town|destination|country)$/i
const queryParameter = /^(query|question|search|q|text|input|prompt|expression)$/i
const mostCalls = 4

/** One call, or one for each place when the user names several and the tool asks for one. */
function callsOf(tool: WireTool, userText: string): ChosenToolCall[] {
  const { name, parameters } = tool.function
  const asksForPlace = Object.keys(propertiesOf(parameters)).some((key) => placeParameter.test(key))
  const places = asksForPlace ? placesIn(userText).filter((place) => place !== name) : []
  return (places.length > 0 ? places : [undefined]).slice(0, mostCalls).map((place) => {
    const stringFor = (key: string) => stringForParameter(key, place, userText)
    return { name, arguments: asObject(valueForSchema({ type: 'object', ...parameters }, stringFor)) }
  })
}

function stringForParameter(key: string, place: string | undefined, userText: string): string | undefined {
  if (placeParameter.test(key)) return place ?? 'Oslo'
  if (key.toLowerCase() === 'expression') return userText.match(/\d[\d\s.+*/()-]*\d/)?.[0]
  return queryParameter.test(key) ? userText.slice(0, 120) : undefined
}

/** The capitalised words of a text which do not merely begin a sentence: `Paris`, `San Jose`. */
function placesIn(text: string): string[] {
  const found = text.match(/(?<=[\p{Ll}\p{N},:] )\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*/gu) ?? []
  return [...new Set(found)].filter((word) => !/^(I|I'm|Celsius|Fahrenheit|Call|Use)$/.test(word))
}

function propertiesOf(parameters: Record<string, unknown> | null | undefined): object {
  return asObject(parameters?.properties)
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
