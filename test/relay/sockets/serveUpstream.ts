import type { ServerResponse } from 'node:http'
import { serve } from '../../setup/serve.mjs'

/** A server in place of Together AI whose replies a test writes by hand. */
export interface ScriptedUpstream {
  url: string
  /** All replies so far, each from the moment its request has arrived. */
  replies: ServerResponse[]
  /** How many of them are neither ended nor closed. */
  open(): number
  /** When replies which had not ended were closed, as `performance.now()`. */
  closedAt: number[]
  close(): Promise<void>
}

/** Starts one; `answer` begins each reply. */
export async function serveUpstream(answer: (reply: ServerResponse) => void = () => {}): Promise<ScriptedUpstream> {
  const replies: ServerResponse[] = []
  const closedAt: number[] = []
  const { origin, close } = await serve((request, reply) => {
    request.resume()
    reply.on('error', () => {})
    reply.on('close', () => reply.writableFinished || closedAt.push(performance.now()))
    request.on('end', () => {
      replies.push(reply)
      answer(reply)
    })
  })
  const open = () => replies.filter((reply) => !reply.closed).length
  return { url: `${origin}/v1`, replies, open, closedAt, close }
}

/** Begins an event stream. */
export function beginEvents(reply: ServerResponse): void {
  reply.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
}

/** One event with a token in it. */
export function eventOf(text: string): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`
}
