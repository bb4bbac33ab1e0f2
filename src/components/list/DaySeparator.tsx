'use client'

import { type ReactNode, type RefObject, useRef, useState } from 'react'
import { useKit } from '../kit/KitContext.js'
import { useBrowserLayoutEffect } from '../kit/useBrowserLayoutEffect.js'
import { createDayName } from './dayName.js'
import type { DayStrings } from './strings.js'
import { useToday } from './useToday.js'

export interface DaySeparatorProps {
  /** Of the first message of that day, in ms since 1970. */
  time: number
}

const dayMs = 86_400_000

/** Names the day on which what follows was written: "today", "yesterday", or its date. */
export function DaySeparator({ time }: DaySeparatorProps): ReactNode {
  const place = useRef<HTMLParagraphElement>(null)
  const dayName = useDayName(place)
  const today = useToday()
  const daysAgo = Math.round((today - new Date(time).setHours(0, 0, 0, 0)) / dayMs)
  return (
    <p ref={place} className="tg-day">
      <time dateTime={dateOf(new Date(time))}>{dayName(time, daysAgo)}</time>
    </p>
  )
}

/** In local time, as `datetime` has it. */
function dateOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** In the language of the chat's words; where those name no days, in that of the page around. */
function useDayName(place: RefObject<Element | null>): DayStrings['dayName'] {
  const { dayName } = useKit().strings as Partial<DayStrings>
  const [language, setLanguage] = useState('en')
  useBrowserLayoutEffect(() => setLanguage(languageAround(place.current)), [place])
  return dayName ?? createDayName(language)
}

/** What the nearest `lang` says, outside of a shadow tree too; English where it says nothing that a browser knows. */
function languageAround(element: Element | null): string {
  const language = element?.closest('[lang]')?.getAttribute('lang')
  const root = element?.getRootNode()
  if (!language && root instanceof ShadowRoot) return languageAround(root.host)
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language ?? [])[0] ?? 'en'
  } catch {
    return 'en' // no language tag
  }
}
