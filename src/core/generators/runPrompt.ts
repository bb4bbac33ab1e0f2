import { ChatMessage } from '../messages/ChatMessage.js'
import type { ReplyMeta } from '../stream/ReplyMeta.js'
import type { StreamingCallback } from './delivery.js'
import { type ChatRequest, runChat } from './runChat.js'
import { runCompletion } from './runCompletion.js'

/** What a prompt gives: `replies[i]` and `meta[i]` belong to choice i. */
export interface TextResult {
  replies: string[]
  meta: ReplyMeta[]
  /** With a Standard Schema as `response_format`: for each reply the value, or the TogetherError which says why not. */
  parsed?: unknown[] | undefined
}

export interface PromptRequest extends Omit<ChatRequest, 'messages' | 'tools' | 'toolsStrict'> {
  prompt: string
  /** '' and null for none. */
  systemPrompt: string | null | undefined
  /** `completions` continues the prompt itself, without a chat template. */
  endpoint: 'chat' | 'completions' | undefined
}

/** Text in, texts out: what the generator and the hook share. Streams with a callback. */
export async function runPrompt(request: PromptRequest, callback: StreamingCallback | null): Promise<TextResult> {
  const { prompt, systemPrompt, endpoint, ...rest } = request
  const { replies, ...result } =
    endpoint === 'completions'
      ? await runCompletion({ ...rest, prompt: systemPrompt ? `${systemPrompt}\n\n${prompt}` : prompt }, callback)
      : await runChat({ ...rest, messages: messagesOf(prompt, systemPrompt), tools: [], toolsStrict: false }, callback)
  return { ...result, replies: replies.map(({ text }) => text ?? ''), meta: replies.map(({ meta }) => meta) }
}

function messagesOf(prompt: string, systemPrompt: string | null | undefined): ChatMessage[] {
  return [...(systemPrompt ? [ChatMessage.fromSystem(systemPrompt)] : []), ChatMessage.fromUser(prompt)]
}
