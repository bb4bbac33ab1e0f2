import { createSignal, type Signal } from '../kit/createSignal.js'
import { joinSentences } from './joinSentences.js'

/** Whether a message waits until the reader is done, or interrupts. */
export type Urgency = 'polite' | 'assertive'

/** Two regions for each urgency: a screen reader hears a text only where it changes, so they are used in turn. */
export interface Announcements {
  readonly polite: readonly [string, string]
  readonly assertive: readonly [string, string]
}

/** Says things to screen readers through the chat's live regions. */
export interface Announce {
  announce(text: string, urgency?: Urgency): void
}

/** Speaks to screen readers. */
export interface LiveAnnouncer extends Announce, Pick<Signal<Announcements>, 'get' | 'subscribe'> {}

export const silentAnnouncer: Announce = { announce() {} }

// Long enough that what is said together is heard together, and that a moved focus is read first.
const delayMs = 250
const silence: Announcements = { polite: ['', ''], assertive: ['', ''] }

/** Makes what speaks to screen readers: two live regions, filled one message at a time. */
export function createAnnouncer(): LiveAnnouncer {
  const spoken = createSignal(silence)
  const waiting: Record<Urgency, string[]> = { polite: [], assertive: [] }
  const turns: Record<Urgency, number> = { polite: 0, assertive: 0 }
  let isScheduled = false

  function next(urgency: Urgency): readonly [string, string] {
    const texts = waiting[urgency].splice(0)
    if (texts.length === 0) return spoken.get()[urgency]
    const text = joinSentences(texts)
    turns[urgency] += 1
    return turns[urgency] % 2 === 1 ? [text, ''] : ['', text]
  }

  function speak(): void {
    isScheduled = false
    spoken.set({ polite: next('polite'), assertive: next('assertive') })
  }

  return {
    get: spoken.get,
    subscribe: spoken.subscribe,
    announce(text, urgency = 'polite') {
      if (text === '' || waiting[urgency].includes(text)) return
      waiting[urgency].push(text)
      if (isScheduled) return
      isScheduled = true
      setTimeout(speak, delayMs)
    },
  }
}
