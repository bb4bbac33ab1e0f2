import { isRecord } from '../../core/isRecord.js'
import type { RelaySettings } from '../options/settings.js'
import { Refusal } from '../refusal.js'
import { isPlain, isPresent } from '../values.js'
import type { WireMessage } from './messages.js'

type SystemSettings = Pick<RelaySettings, 'systemPrompt' | 'clientSystem'>

const systemRoles = ['system', 'developer']

/** The messages with the relay's system prompt before them, and without a client's own unless it may have one. */
export function withSystemPrompt(
  messages: readonly WireMessage[],
  { systemPrompt, clientSystem }: SystemSettings,
): WireMessage[] {
  const kept = clientSystem === 'keep' ? messages : messages.filter(({ role }) => !systemRoles.includes(role))
  if (clientSystem === 'refuse' && kept.length < messages.length) {
    throw refused('The relay gives the instructions: send no system or developer message.')
  }
  if (kept.length === 0) throw new Refusal(400, 'invalid_messages', 'messages must have more than system messages.')
  return systemPrompt === undefined ? [...kept] : [{ role: 'system', content: systemPrompt }, ...kept]
}

/** Closes the ways around a system prompt: a template's own texts, and an echo of what the model has read. */
export function checkAround(body: Record<string, unknown>, { systemPrompt, clientSystem }: SystemSettings): void {
  const { chat_template_kwargs, echo } = body
  if (clientSystem !== 'keep' && !hasSwitchesOnly(chat_template_kwargs)) {
    throw refused('The relay gives the instructions: chat_template_kwargs may hold switches and numbers only.')
  }
  if (systemPrompt !== undefined && echo) {
    throw refused('The relay gives the instructions: echo would show them.')
  }
}

function hasSwitchesOnly(template: unknown): boolean {
  return !isPresent(template) || (isRecord(template) && Object.values(template).every(isPlain))
}

function refused(message: string): Refusal {
  return new Refusal(400, 'system_not_allowed', message)
}
