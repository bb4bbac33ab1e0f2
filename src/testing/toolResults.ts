import { isRecord, recordOf } from '../core/isRecord.js'
import { textOf, type WireBody, type WireMessage, type WireToolCall } from './wire.js'

/** Whether the conversation ends with what tools returned. */
export function endsWithToolResults(body: WireBody): boolean {
  return body.messages?.at(-1)?.role === 'tool'
}

/** An answer in markdown which uses the tool results at the end of the conversation. */
export function answerFromToolResults(body: WireBody): string {
  const messages = body.messages ?? []
  const start = messages.findLastIndex((message) => message.role !== 'tool') + 1
  const sections = messages.slice(start).map((message) => sectionFor(message, callOf(message, messages)))
  return [...sections, 'Let me know if you would like me to look up anything else.'].join('\n\n')
}

function callOf(message: WireMessage, messages: readonly WireMessage[]): WireToolCall | undefined {
  return messages.flatMap((each) => each.tool_calls ?? []).findLast((call) => call.id === message.tool_call_id)
}

function sectionFor(message: WireMessage, call: WireToolCall | undefined): string {
  const name = call?.function.name ?? 'the tool'
  const subject = subjectOf(call)
  const text = textOf(message).trim()
  const result = parsed(text)
  const introduction = `Here is what \`${name}\` returned${subject ? ` for **${subject}**` : ''}:`
  if (isRecord(result)) return `${introduction}\n\n${listOf(result)}`
  return text ? `${introduction} ${text}` : `\`${name}\` finished and returned nothing.`
}

function subjectOf(call: WireToolCall | undefined): string | undefined {
  const values = Object.values(recordOf(parsed(call?.function.arguments ?? '')))
  return values.find((value): value is string => typeof value === 'string' && value.length < 60)
}

function listOf(result: Record<string, unknown>): string {
  const lines = Object.entries(result).map(([key, value]) => `- **${key.replaceAll('_', ' ')}**: ${show(value)}`)
  return lines.join('\n')
}

function show(value: unknown): string {
  return typeof value === 'object' ? `\`${JSON.stringify(value)}\`` : String(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
