import { ChatMessage, isTogetherError, TogetherError, type TogetherErrorInit } from '../core/index.js'
import { aborted, finalStatuses } from './toolCallStatus.js'
import { createTree } from './tree.js'
import type { ChatState, MessageStatus, RequestRecord, ThreadMessage, ToolCallState, ToolCallStatus } from './types.js'

/** A message of an export: its own fields, with the message as Haystack's dict. */
export interface ExportedMessage extends Omit<ThreadMessage, 'message' | 'error'> {
  readonly message: Record<string, unknown>
  readonly error: Record<string, unknown> | null
}

/** A conversation as plain data: what `JSON.stringify` and `structuredClone` keep as it is. */
export interface ChatExport {
  readonly format: 'together-react.chat'
  readonly version: 1
  readonly id: string
  readonly head: string | null
  /** In the order in which they were made. */
  readonly messages: readonly ExportedMessage[]
  /** Parent and child: which branch was last visible under each message. */
  readonly shown: readonly (readonly [string, string])[]
  readonly toolCalls: readonly ToolCallState[]
  readonly ledger: readonly RequestRecord[]
}

const format = 'together-react.chat'
const version = 1

/** What streams is exported as interrupted and what runs as aborted: nobody follows them to their end any more. */
export function writeExport(id: string, { tree, toolCalls, ledger }: ChatState): ChatExport {
  return plain({
    format,
    version,
    id,
    head: tree.head,
    messages: [...tree.nodes.values()].map(writeMessage),
    shown: [...tree.shown],
    toolCalls: toolCalls.map(settledCall),
    ledger: ledger.map((record) => ({ ...record, isOpen: false })),
  })
}

function writeMessage(node: ThreadMessage): ExportedMessage {
  const { message, error, status, object, ...rest } = node
  const plainError = error && { ...error.toJSON(), partial: null } // what had arrived is the message itself
  return {
    ...rest,
    ...(isPlain(object) && { object }),
    status: settledStatus(status),
    message: message.toDict(),
    error: plainError,
  }
}

function settledStatus(status: MessageStatus): MessageStatus {
  return ['pending', 'streaming'].includes(status) ? 'interrupted' : status
}

function settledCall(call: ToolCallState): ToolCallState {
  return ['running', 'streaming'].includes(call.status) ? { ...call, ...aborted } : call
}

/** Reads what {@link writeExport} wrote. Throws `serialization` for anything else. */
export function readExport(data: ChatExport): Pick<ChatState, 'tree' | 'toolCalls' | 'ledger'> {
  if (data?.format !== format) refuse('This is no exported conversation.')
  if (data.version !== version) refuse(`The export has version ${String(data.version)}, not ${version}.`)
  try {
    return read(plain(data))
  } catch (cause) {
    if (isTogetherError(cause) && cause.code === 'serialization') throw cause
    return refuse('The export is damaged.', cause)
  }
}

function read(data: ChatExport): Pick<ChatState, 'tree' | 'toolCalls' | 'ledger'> {
  const nodes = new Map<string, ThreadMessage>()
  for (const each of data.messages) {
    const node = readMessage(each)
    if (nodes.has(node.id)) refuse(`The message "${node.id}" is there twice.`)
    // A message stands after its parent: in that order no path runs in a circle.
    if (node.parentId !== null && !nodes.has(node.parentId)) refuse(`The message "${node.id}" has no parent.`)
    nodes.set(node.id, node)
    if (!nodes.has(node.turnId)) refuse(`The message "${node.turnId}" is missing.`)
  }
  if (data.head !== null && !nodes.has(data.head)) refuse(`The message "${data.head}" is missing.`)
  const shown = new Map(data.shown.filter(([parent, child]) => (nodes.get(child)?.parentId ?? '') === parent))
  const toolCalls = data.toolCalls.filter((call) => nodes.has(call.messageId)).map(readCall)
  if (new Set(toolCalls.map(({ key }) => key)).size < toolCalls.length) refuse('A tool call is there twice.')
  return { tree: createTree([...nodes.values()], data.head, shown), toolCalls, ledger: data.ledger.map(readRecord) }
}

function readMessage({ message, error, status, ...rest }: ExportedMessage): ThreadMessage {
  const hasId = typeof rest.id === 'string' && rest.id !== ''
  const isTimed = Number.isFinite(rest.createdAt) && typeof rest.timing === 'object'
  if (!hasId || !isTimed || !messageStatuses.includes(status)) refuse(`The message "${rest.id}" is incomplete.`)
  return {
    ...rest,
    status: settledStatus(status),
    message: ChatMessage.fromDict(message),
    error: error && new TogetherError(error as unknown as TogetherErrorInit),
  }
}

function readCall(call: ToolCallState): ToolCallState {
  const texts = [call.key, call.id, call.name, call.argumentsText, call.error ?? '']
  const isWhole = texts.every((text) => typeof text === 'string') && callStatuses.includes(call.status)
  return isWhole ? settledCall(call) : refuse('A tool call is incomplete.')
}

function readRecord(record: RequestRecord): RequestRecord {
  const { usage, chunks, attempts } = record
  const isWhole = [chunks, attempts].every(Number.isFinite) && (usage === null || typeof usage === 'object')
  return isWhole ? { ...record, isOpen: false } : refuse('A request is incomplete.')
}

const messageStatuses: readonly MessageStatus[] = [
  'pending',
  'streaming',
  'complete',
  'stopped',
  'interrupted',
  'error',
]

const callStatuses: readonly ToolCallStatus[] = ['streaming', 'ready', 'awaiting-approval', 'running', ...finalStatuses]

/** What JSON cannot say of a schema's own values (dates, maps, cycles, big numbers) is left out: the text has it. */
function isPlain(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth > 200) return false
  const isBare = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
  return isBare && Object.values(value).every((item) => isPlain(item, depth + 1))
}

function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? String(item) : item)))
}

function refuse(message: string, cause?: unknown): never {
  throw new TogetherError({ code: 'serialization', message, cause })
}
