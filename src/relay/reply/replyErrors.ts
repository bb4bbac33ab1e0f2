import { Refusal } from '../refusal.js'
import { refusalForError } from './upstreamErrors.js'

/** Whole events of a stream: those which may pass, and what the first of the others is refused for. */
export interface CheckedEvents {
  readonly passed: Uint8Array | null
  /** The same as text. */
  readonly text: string
  /** Whether `[DONE]` is among them. */
  readonly isDone: boolean
  readonly refusal: Refusal | null
}

/** A key `error` with something in it, at any depth. A model's words never look like it: their quotes are escaped. */
const error = /"error"\s*:\s*(?!"")[{["t]|(?:^|\n)event: ?error/

/** A line which is no part of an event stream, or data which is neither JSON nor the end. */
const stray = /(?:^|\n)(?!\r?(?:\n|$)|:|(?:id|event|retry):|data: *(?:\{|\[DONE\]|\r?(?:\n|$)))/

/** Between two lines of the same event's data. */
const continued = /\r?\n(?<=(?:^|\n)data:.*\r?\n)data: ?/g

const done = /(?:^|\n)data: *\[DONE\]/

const decoder = new TextDecoder()

/** Looks through events before they pass: an error's words may hold anything, the relay's key included. */
export function checkEvents(bytes: Uint8Array): CheckedEvents {
  const text = decoder.decode(bytes)
  if (!isRefused(text)) return { passed: bytes, text, isDone: done.test(text), refusal: null }
  const events = text.split(/(?<=\n\r?\n)/)
  const first = events.findIndex(isRefused)
  const before = events.slice(0, first).join('')
  const passed = before ? new TextEncoder().encode(before) : null
  return { passed, text: before, isDone: done.test(before), refusal: refusalOfText(withWholeData(events[first] ?? '')) }
}

/** What a whole reply of status 200 is refused for; null for one which may pass. */
export function checkReply(text: string): Refusal | null {
  return /^\s*\{/.test(text) && !error.test(text) ? null : refusalOfText(text)
}

function isRefused(events: string): boolean {
  const text = withWholeData(events)
  return error.test(text) || stray.test(text)
}

/** Data of several lines is one text, which may go on in any way. */
function withWholeData(events: string): string {
  return events.includes('\ndata:') ? events.replace(continued, ' ') : events
}

function refusalOfText(text: string): Refusal {
  if (error.test(text)) return refusalForError(text.slice(text.indexOf('{')))
  return new Refusal(502, 'upstream_protocol', 'Together AI answered with something else than a reply.')
}
