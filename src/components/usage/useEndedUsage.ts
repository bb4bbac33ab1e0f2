'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { recordsOf } from '../../store/groups.js'
import { type Chat, type Prices, type RequestRecord, sumUsage, type UsageSum } from '../../store/index.js'
import { sameItems } from '../../store/same.js'

/** What the requests used which have ended. */
export interface EndedUsage {
  readonly records: readonly RequestRecord[]
  readonly sum: UsageSum
}

/**
 * The same object until another request ends, unlike `useConversationUsage`, which counts the tokens of a reply as it
 * streams. Only the chat knows its prices, so it is asked at that very moment.
 */
export function useEndedUsage(prices: Prices | undefined): EndedUsage {
  const chat = useChat()
  const select = useMemo(() => createEndedUsage(chat), [chat])
  const ended = useSyncExternalStore(chat.store.subscribe, select, select)
  return useMemo(() => (prices ? { ...ended, sum: sumUsage(ended.records, prices) } : ended), [ended, prices])
}

function createEndedUsage(chat: Chat): () => EndedUsage {
  let ledger: readonly RequestRecord[] | undefined
  let kept: EndedUsage | undefined
  return () => {
    const now = chat.store.getState().ledger
    if (kept && now === ledger) return kept
    ledger = now
    const ended = now.filter(({ isOpen }) => !isOpen)
    const records = sameItems(ended, kept?.records)
    if (!kept || records !== kept.records) kept = { records, sum: chat.usageOf() }
    return kept
  }
}

/** What each turn used, in the order in which they began. */
export function sumsByTurn(chat: Chat, records: readonly RequestRecord[], prices: Prices | undefined): UsageSum[] {
  const turnIds = [...new Set(records.map(({ turnId }) => turnId))]
  return turnIds.map((id) => (prices ? sumUsage(recordsOf(records, id), prices) : chat.usageOf(id)))
}
