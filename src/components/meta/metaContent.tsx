import type { ReactNode } from 'react'
import type { ReplyMeta } from '../../core/index.js'
import { type Chat, costOf, type Readings, readMeta } from '../../store/index.js'
import type { Kit } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import type { ChatStrings, MetaReading } from '../strings/ChatStrings.js'
import type { MessageMetaProps } from './MessageMeta.js'
import { shortModelName } from './shortModelName.js'

/** The line about a reply and what is below it, which stand in a `details`; null where nothing is known. */
export function metaContent(
  { chat, strings }: Pick<Kit, 'chat' | 'strings'>,
  message: MessageMetaProps['message'],
  look?: string,
): ReactNode {
  const readings = readMeta(message)
  const cost = replyCost(chat, message)
  const line = lineOf(readings, cost, strings)
  if (line.length === 0) return null
  return (
    <>
      <summary className={look && `${look}-line`}>
        {line.map(([reading, text]) => (
          <span
            key={reading}
            className={look && `${look}-reading`}
            data-reading={reading}
            title={titleOf(reading, readings, strings)}
          >
            {/* a number and its unit keep their order in a right-to-left page */}
            <bdi>{text}</bdi>{' '}
          </span>
        ))}
      </summary>
      <dl className={look && `${look}-details`}>
        {detailsOf(readings, cost, strings).map(([reading, text]) => (
          <div key={reading}>
            <dt>{strings.metaLabel(reading)}</dt>
            <dd>
              <bdi>{text}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** A turn sums its requests: of several nobody can tell which of them this reply cost, unless it knows its own usage. */
function replyCost(chat: Chat | null, { message, turnId }: MessageMetaProps['message']): number | null {
  if (!chat || turnId === undefined) return null
  const { own, model = null, usage: known }: ReplyMeta = message.meta
  if (own) {
    const { usage = known ?? null } = own
    return usage && costOf({ model, usage, chunks: 0 }, chat.prices ?? {})
  }
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
