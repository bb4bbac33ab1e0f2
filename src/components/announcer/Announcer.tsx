'use client'

import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import type { Chat, ToolCallState } from '../../store/index.js'
import { useKit } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import type { ChatStrings } from '../strings/ChatStrings.js'
import { announceEnd, loadReady } from './announceEnd.js'
import type { Announce } from './createAnnouncer.js'
import { LiveRegions, type LiveRegionsProps } from './LiveRegions.js'
import { addSpeaker, isSpeaker } from './speakers.js'

/**
 * How much of a reply assistive technology is told: its text at its end, or that it is there where it is long (`full`);
 * never its text (`summary`); each sentence as it comes (`sentences`); nothing but errors and what waits for a decision
 * (`off`).
 */
export type AnnounceMode = 'full' | 'summary' | 'sentences' | 'off'

/** What `Announcer` takes. */
export interface AnnouncerProps extends Omit<LiveRegionsProps, 'root'> {
  /** @default 'full' */
  mode?: AnnounceMode | undefined
}

/**
 * The live regions of one chat, always there and clipped out of sight. They say that a run began, once, and how it
 * ended; tokens are never read out. Of several views of a chat one speaks. `ChatRoot` holds one.
 */
export function Announcer({ announcer, mode = 'full', container }: AnnouncerProps): ReactNode {
  const chat = useChat()
  const { strings } = useKit()
  const root = useRef<HTMLDivElement>(null)
  const speaker = useMemo(
    (): Announce => ({ announce: (...said) => isSpeaker(chat, announcer) && announcer.announce(...said) }),
    [chat, announcer],
  )
  useEffect(() => addSpeaker(chat, { announcer, root, rank: Number(mode === 'off') }), [chat, announcer, mode])
  useEffect(() => announceRuns(chat, speaker, strings, mode), [chat, speaker, strings, mode])
  useEffect(() => {
    if (mode === 'sentences') return announceSentences(chat, speaker, strings)
  }, [chat, speaker, strings, mode])
  return <LiveRegions root={root} announcer={announcer} container={container} />
}

function announceRuns(chat: Chat, announcer: Announce, strings: ChatStrings, mode: AnnounceMode): () => void {
  let wasIdle = chat.store.getState().run.phase === 'idle'
  const unsubscribe = chat.store.subscribe(({ run, toolCalls }, before) => {
    const isIdle = run.phase === 'idle'
    if (wasIdle && !isIdle && mode !== 'off') {
      announcer.announce(strings.announceResponding)
      loadReady().catch(() => {})
    }
    wasIdle = isIdle
    if (toolCalls === before.toolCalls || isIdle) return
    for (const { name } of newlyAsked(toolCalls, before.toolCalls))
      announcer.announce(strings.announceApproval(cleanText(name)), 'assertive')
  })
  const remove = chat.addCallbacks(() => ({
    onFinish: ({ message }) => announceEnd(chat, announcer, message, strings, mode),
  }))
  return () => {
    unsubscribe()
    remove()
  }
}

/** Calls which wait for a person since this change. */
function newlyAsked(calls: readonly ToolCallState[], before: readonly ToolCallState[]): readonly ToolCallState[] {
  const statusOf = (key: string) => before.find((old) => old.key === key)?.status
  return calls.filter(({ key, status }) => status === 'awaiting-approval' && status !== statusOf(key))
}

/** Where it does not load, the end of the reply is announced all the same. */
function announceSentences(...given: Parameters<typeof import('./readAloud.js').readAloud>): () => void {
  const stopped = import('./readAloud.js').then(
    ({ readAloud }) => readAloud(...given),
    () => null,
  )
  return () => void stopped.then((stop) => stop?.())
}
