'use client'

import {
  type FocusEvent,
  type KeyboardEvent,
  memo,
  type ReactNode,
  type SyntheticEvent,
  useId,
  useMemo,
  useState,
} from 'react'
import { useWords } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import { confidenceOf } from './confidenceOf.js'
import { nextToken } from './nextToken.js'
import type { TextToken } from './readTokens.js'
import { englishLogprobs } from './strings.js'
import { TokenLegend } from './TokenLegend.js'
import { TokenPanel } from './TokenPanel.js'

/** Tokens in one tab stop: the arrow keys move between them, the panel below follows the focus and the pointer. */
export function TokenText({ tokens }: { tokens: readonly TextToken[] }): ReactNode {
  const strings = useWords(englishLogprobs)
  const panelId = useId()
  const rows = useMemo(() => rowsOf(tokens), [tokens])
  /** The one which has the tab stop, and the one which the panel is about. */
  const [focused, setFocused] = useState(0)
  const [shown, setShown] = useState<number | null>(null)
  const current = Math.min(focused, tokens.length - 1)

  function onFocus({ target }: FocusEvent): void {
    const place = placeOf(target)
    if (place === null) return
    setFocused(place)
    setShown(place)
  }

  function onPointerOver({ target }: SyntheticEvent): void {
    const place = placeOf(target)
    if (place !== null) setShown(place)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key, currentTarget, altKey, ctrlKey, metaKey, shiftKey } = event
    if (altKey || ctrlKey || metaKey || shiftKey) return
    const place = nextToken(key, current, tokens, getComputedStyle(currentTarget).direction === 'rtl')
    if (place === null) return
    event.preventDefault()
    event.stopPropagation() // a list of messages around it has arrow keys of its own
    currentTarget.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus()
  }

  return (
    <>
      <TokenLegend hasUnknown={tokens.some(({ logprob }) => logprob === null)} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div
        className="tg-tokens"
        role="group"
        aria-label={strings.tokenText}
        dir="auto"
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onPointerOver={onPointerOver}
      >
        {rows.map((row, place) => renderRow(row, place, current, shown === current ? panelId : undefined))}
      </div>
      <TokenPanel id={panelId} token={shown === null ? undefined : tokens[shown]} />
    </>
  )
}

/** Tokens which are rendered together: of thousands only the rows which the focus leaves and enters render again. */
const rowLength = 64

function rowsOf(tokens: readonly TextToken[]): (readonly TextToken[])[] {
  const count = Math.ceil(tokens.length / rowLength)
  return Array.from({ length: count }, (_, row) => tokens.slice(row * rowLength, (row + 1) * rowLength))
}

function renderRow(tokens: readonly TextToken[], row: number, current: number, panelId: string | undefined): ReactNode {
  const from = row * rowLength
  const isHere = current >= from && current < from + rowLength
  return (
    <TokenRow
      key={row}
      tokens={tokens}
      from={from}
      current={isHere ? current : null}
      panelId={isHere ? panelId : undefined}
    />
  )
}

interface TokenRowProps {
  tokens: readonly TextToken[]
  from: number
  /** The one which has the tab stop, where it is in this row. */
  current: number | null
  /** What tells more about that one. */
  panelId: string | undefined
}

const TokenRow = memo(function TokenRow({ tokens, from, current, panelId }: TokenRowProps): ReactNode {
  return tokens.map((token, index) => {
    const place = from + index
    const isCurrent = place === current
    return (
      <Token key={place} token={token} place={place} isCurrent={isCurrent} panelId={isCurrent ? panelId : undefined} />
    )
  })
})

interface TokenProps {
  token: TextToken
  place: number
  isCurrent: boolean
  panelId: string | undefined
}

const Token = memo(function Token({ token, place, isCurrent, panelId }: TokenProps): ReactNode {
  return (
    <span
      className="tg-token"
      data-confidence={confidenceOf(token.logprob)}
      data-place={place}
      tabIndex={isCurrent ? 0 : -1}
      aria-describedby={panelId}
    >
      {cleanText(token.text)}
    </span>
  )
})

function placeOf(target: EventTarget): number | null {
  const place = target instanceof Element ? target.closest('[data-place]')?.getAttribute('data-place') : null
  return place == null ? null : Number(place)
}
