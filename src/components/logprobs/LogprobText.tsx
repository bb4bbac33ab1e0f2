'use client'

import { forwardRef, type ReactNode, useMemo } from 'react'
import type { ThreadMessage } from '../../store/index.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { cleanText } from '../markdown/cleanText.js'
import { alignTokens } from './alignTokens.js'
import { readTokens, type TextToken } from './readTokens.js'
import { TokenText } from './TokenText.js'

/** What `LogprobText` takes: a message, or what a server sent, or both. */
export interface LogprobTextProps extends PartProps {
  message?: Pick<ThreadMessage, 'message'> | undefined
  /**
   * The `logprobs` of a reply's meta, in any of the shapes in which they come. Together AI streams bare numbers: give it
   * the chunks of the stream then (from `streamingCallback`), which have their texts. @default the message's
   */
  logprobs?: unknown
  /** What the tokens have to make up. @default the message's, else what they say */
  text?: string | undefined
}

/**
 * A reply token by token: each is marked by how likely it was, and the one which is pointed at or focused says its
 * probability and what else could have stood there. The text stays the text: it is selected and copied as one. Without
 * probabilities, or with those of another text, it is shown as it is (`data-state="plain"`).
 *
 * @example
 * <LogprobText message={message} />
 */
export const LogprobText: Part<LogprobTextProps, HTMLDivElement> = forwardRef(function LogprobText(
  { message, logprobs = message?.message.meta.logprobs, text, className, style },
  ref,
): ReactNode {
  const shown = text ?? message?.message.text ?? undefined
  const tokens = useMemo(() => tokensFor(logprobs, shown), [logprobs, shown])
  return (
    <div ref={ref} className={classes('tg-logprobs', className)} style={style} data-state={tokens ? 'tokens' : 'plain'}>
      {tokens ? (
        <TokenText tokens={tokens} />
      ) : (
        <p className="tg-tokens" dir="auto">
          {cleanText(shown ?? '')}
        </p>
      )}
    </div>
  )
})

function tokensFor(logprobs: unknown, text: string | undefined): readonly TextToken[] | null {
  const tokens = readTokens(logprobs)
  return tokens && alignTokens(tokens, text ?? tokens.map((token) => token.text).join(''))
}
