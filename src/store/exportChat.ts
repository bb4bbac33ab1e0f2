import { ChatMessage, isTogetherError, TogetherError, type TogetherErrorInit } from '../core/index.js'
import type { ChatState, MessageStatus, RequestRecord, ThreadMessage, ToolCallState } from './types.js'

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
    toolCalls: toolCalls.map(writeCall),
    ledger: ledger.map((record) => ({ ...record, isOpen: false })),
  })
}

function writeMessage(node: ThreadMessage): ExportedMessage {
  const { message, error, status, ...rest } = node
  const settled: MessageStatus = status === 'pending' || status === 'streaming' ? 'interrupted' : status
  const plainError = error && { ...error.toJSON(), partial: null } // what had arrived is the message itself
  return { ...rest, status: settled, message: message.toDict(), error: plainError }
}

function writeCall(call: ToolCallState): ToolCallState {
  if (call.status !== 'running' && call.status !== 'streaming') return call
  return { ...call, status: 'aborted', error: 'The page was closed while the call was under way.' }
}

/** Reads what {@link writeExport} wrote. Throws `serialization` for anything else. */
export function readExport(data: ChatExport): Pick<ChatState, 'tree' | 'toolCalls' | 'ledger'> {
  if (data?.format !== format) refuse('This is no exported conversation.')
  if (data.version !== version)
    refuse(`The conversation has version ${String(data.version)}; this package reads version ${version}.`)
  try {
    return read(plain(data))
  } catch (cause) {
    if (isTogetherError(cause) && cause.code === 'serialization') throw cause
    return refuse('The exported conversation is damaged.', cause)
  }
}

function read(data: ChatExport): Pick<ChatState, 'tree' | 'toolCalls' | 'ledger'> {
  const nodes = new Map(data.messages.map((each) => [each.id, readMessage(each)]))
  for (const { id, parentId } of nodes.values())
    if (parentId !== null && !nodes.has(parentId)) refuse(`The message "${id}" has no parent.`)
  if (data.head !== null && !nodes.has(data.head)) refuse('The last message is missing.')
  refuseCycles(nodes)
  const shown = new Map(data.shown.filter(([, child]) => nodes.has(child)))
  const toolCalls = data.toolCalls.filter(({ messageId }) => nodes.has(messageId))
  return { tree: { nodes, head: data.head, shown }, toolCalls, ledger: data.ledger }
}

function readMessage({ message, error, ...rest }: ExportedMessage): ThreadMessage {
  return { ...rest, message: ChatMessage.fromDict(message), error: error && readError(error) }
}

function readError(error: Record<string, unknown>): TogetherError {
  return new TogetherError(error as unknown as TogetherErrorInit)
}

/** A message stands after its parent: in that order no path runs in a circle. */
function refuseCycles(nodes: ReadonlyMap<string, ThreadMessage>): void {
  const seen = new Set<string | null>([null])
  for (const { id, parentId } of nodes.values()) {
    if (!seen.has(parentId)) refuse(`The message "${id}" stands before its parent.`)
    seen.add(id)
  }
}

function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value))
}

function refuse(message: string, cause?: unknown): never {
  throw new TogetherError({ code: 'serialization', message, cause })
}
