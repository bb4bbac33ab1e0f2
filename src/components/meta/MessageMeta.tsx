'use client'

import { forwardRef, type ReactNode } from 'react'
import { type Chat, type Readings, readMeta, type ThreadMessage } from '../../store/index.js'
import { useKit } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { cleanText } from '../markdown/cleanText.js'
import type { ChatStrings, MetaReading } from '../strings/ChatStrings.js'
import { shortModelName } from './shortModelName.js'

/** What `MessageMeta` takes. */
export interface MessageMetaProps extends PartProps {
  message: Pick<ThreadMessage, 'message' | 'timing'> & Partial<Pick<ThreadMessage, 'turnId'>>
}

/**
 * One quiet line about a reply, `1.2 s · 84 tok/s · 312 tokens · ≈ $0.0003 · Llama-3.3-70B · stop`; the rest on demand.
 * The cost is that of its request, where that was its turn's only one and prices are known.
 */
export const MessageMeta: Part<MessageMetaProps, HTMLDetailsElement> = forwardRef(function MessageMeta(
  { message, className, style },
  ref,
): ReactNode {
  const { chat, strings } = useKit()
  const readings = readMeta(message)
  const cost = costOf(chat, message.turnId)
  const line = lineOf(readings, cost, strings)
  if (line.length === 0) return null
  return (
    <details ref={ref} className={classes('tg-meta', className)} style={style}>
      <summary className="tg-meta-line">
        {line.map(([reading, text]) => (
          <span
            key={reading}
            className="tg-meta-reading"
            data-reading={reading}
            title={titleOf(reading, readings, strings)}
          >
            {/* a number and its unit keep their order in a right-to-left page */}
            <bdi>{text}</bdi>
          </span>
        ))}
      </summary>
      <dl className="tg-meta-details">
        {detailsOf(readings, cost, strings).map(([reading, text]) => (
          <div key={reading}>
            <dt>{strings.metaLabel(reading)}</dt>
            <dd>
              <bdi>{text}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
})

/** A turn sums its requests: of several nobody can tell which of them this reply cost. */
function costOf(chat: Chat | null, turnId: string | undefined): number | null {
  if (!chat || turnId === undefined) return null
  const { cost, requests } = chat.usageOf(turnId)
  return requests === 1 ? cost : null
}

type Shown = readonly [reading: MetaReading, text: string]

function lineOf(readings: Readings, cost: number | null, strings: ChatStrings): Shown[] {
  const { timeToFirstToken, tokensPerSecond, completionTokens, model, finishReason } = readings
  return known([
    ['timeToFirstToken', timeToFirstToken && strings.seconds(timeToFirstToken)],
    ['tokensPerSecond', tokensPerSecond && strings.tokensPerSecond(tokensPerSecond)],
    ['completionTokens', completionTokens && strings.tokens(completionTokens)],
    ['cost', cost && strings.estimatedCost(cost)],
    ['model', model && shortModelName(model)],
    ['finishReason', finishReason],
  ])
}

function detailsOf(readings: Readings, cost: number | null, strings: ChatStrings): Shown[] {
  const { timeToFirstToken, totalTime, tokensPerSecond, warnings } = readings
  const count = (tokens: number | null) => tokens && strings.count(tokens)
  return known([
    ['model', readings.model],
    ['timeToFirstToken', timeToFirstToken && strings.seconds(timeToFirstToken)],
    ['totalTime', totalTime && strings.seconds(totalTime)],
    ['tokensPerSecond', tokensPerSecond && strings.tokensPerSecond(tokensPerSecond)],
    ['promptTokens', count(readings.promptTokens)],
    ['cachedTokens', count(readings.cachedTokens)],
    ['completionTokens', count(readings.completionTokens)],
    ['reasoningTokens', count(readings.reasoningTokens)],
    ['cost', cost && strings.estimatedCost(cost)],
    ['finishReason', readings.finishReason],
    ['seed', readings.seed],
    ['id', readings.id],
    ['warnings', warnings.join(' ')],
  ])
}

function known(readings: readonly (readonly [MetaReading, string | number | null])[]): Shown[] {
  return readings.flatMap(([reading, text]) => (text ? [[reading, cleanText(String(text))] as const] : []))
}

/** What a reading is, and a model's name in full. */
function titleOf(reading: MetaReading, { model }: Readings, strings: ChatStrings): string {
  return reading === 'model' && model ? cleanText(model) : strings.metaLabel(reading)
}
