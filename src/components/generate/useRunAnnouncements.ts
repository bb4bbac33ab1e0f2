'use client'

import { useEffect, useRef } from 'react'
import type { GenerateStatus, UseTogetherGenerateResult } from '../../hooks/useTogetherGenerate.js'
import { countWords } from '../announcer/countWords.js'
import type { Announce } from '../announcer/createAnnouncer.js'
import { longestRead } from '../announcer/longestRead.js'
import { useWords } from '../kit/KitContext.js'
import { plainText } from '../markdown/plainText.js'
import type { ChatStrings } from '../strings/ChatStrings.js'
import { englishGenerate, type GenerateStrings } from './strings.js'

/** Says once that a run began, and once how it ended. */
export function useRunAnnouncements(generation: UseTogetherGenerateResult, announcer: Announce): void {
  const strings = useWords(englishGenerate)
  const before = useRef<GenerateStatus>(generation.status)
  useEffect(() => {
    const was = before.current
    const { status, error } = generation
    before.current = status
    if (was === status) return
    if (isBusy(status)) {
      if (!isBusy(was)) announcer.announce(strings.announceResponding)
    } else if (error) announcer.announce(strings.errorText(error.code), 'assertive')
    else if (status === 'success') announcer.announce(announcementOf(generation.replies, strings))
    else if (isBusy(was)) announcer.announce(strings.stopped)
  })
}

function isBusy(status: GenerateStatus): boolean {
  return status === 'pending' || status === 'streaming'
}

function announcementOf(replies: readonly string[], strings: GenerateStrings & ChatStrings): string {
  const text = replies.map((reply) => plainText(reply, strings.announceCode)).join(' ')
  if (replies.length === 1 && text !== '' && text.length <= longestRead) return text
  return strings.announceResults(replies.length, countWords(text))
}
