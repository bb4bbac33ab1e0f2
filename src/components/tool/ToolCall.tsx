'use client'

import { forwardRef, type ReactNode, type SyntheticEvent, useState } from 'react'
import type { ToolCallState } from '../../store/index.js'
import { Icon } from '../icons/Icon.js'
import { useKit, useWords } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { scrollRegion } from '../kit/scrollRegion.js'
import { useTick } from '../kit/useTick.js'
import { cleanText } from '../markdown/cleanText.js'
import { englishTools } from './strings.js'
import { ToolApproval } from './ToolApproval.js'
import { ToolIcon } from './ToolIcon.js'
import { exactJson, valueText } from './valueText.js'

/** What `ToolCall` takes. */
export interface ToolCallProps extends PartProps {
  call: ToolCallState
}

/**
 * A call of a tool: its name and status, and on demand arguments as they arrive, and the result or error. A call which
 * needs approval is open, unless the reader closed it, and in a chat it has the buttons.
 */
export const ToolCall: Part<ToolCallProps, HTMLDetailsElement> = forwardRef(function ToolCall(
  { call, className, style },
  ref,
): ReactNode {
  const { chat } = useKit()
  const strings = useWords(englishTools)
  const { name, status, result, error } = call
  const isAsked = status === 'awaiting-approval'
  const [chosen, setChosen] = useState<boolean | null>(null)
  const isOpen = chosen ?? isAsked
  const wasDecided = status === 'rejected' || status === 'aborted'

  function onToggle({ currentTarget }: SyntheticEvent<HTMLDetailsElement>): void {
    if (currentTarget.open !== isOpen) setChosen(currentTarget.open)
  }

  return (
    <details
      ref={ref}
      className={classes('tg-tool', className)}
      style={style}
      data-status={status}
      open={isOpen}
      onToggle={onToggle}
    >
      <summary className="tg-tool-summary">
        <ToolIcon status={status} />
        <span className="tg-tool-name">{cleanText(name)}</span>
        <span className="tg-tool-brief" dir="ltr" data-text={briefOf(call)} />
        <span className="tg-tool-status">{strings.toolStatus(status)}</span>
        <Elapsed call={call} />
        <Icon name="open" />
      </summary>
      <ToolText label={strings.toolArguments} text={argumentsOf(call)} />
      {result !== undefined && <ToolText label={strings.toolResult} text={valueText(result)} />}
      {error !== null && <ToolText label={wasDecided ? strings.toolReason : strings.toolError} text={error} />}
      {isAsked && chat && <ToolApproval call={call} />}
    </details>
  )
})

/** Shorter ones (ms) say nothing. */
const shortestShown = 100

/** How long it runs, in whole seconds, or ran. */
function Elapsed({ call: { status, startedAt, finishedAt } }: ToolCallProps): ReactNode {
  const { strings } = useKit()
  const isRunning = status === 'running'
  useTick(isRunning)
  if (startedAt === null) return null
  const time = isRunning ? Math.floor((Date.now() - startedAt) / 1000) * 1000 : (finishedAt ?? startedAt) - startedAt
  return time >= shortestShown && <bdi className="tg-tool-time">{strings.seconds(time)}</bdi>
}

function ToolText({ label, text }: { label: string; text: string }): ReactNode {
  return (
    <div className="tg-tool-part">
      <div className="tg-tool-label">{label}</div>
      <pre className="tg-tool-text" {...scrollRegion(label)} dir="ltr">
        {cleanText(text)}
      </pre>
    </div>
  )
}

/** The arguments in a line while the card is closed, to tell calls of one tool apart. */
function briefOf({ arguments: args }: ToolCallState): string {
  const values = Object.values(args ?? {}).filter((value) => typeof value !== 'object')
  return cleanText(values.join(' · ').slice(0, 120)).replace(/\s+/g, ' ')
}

function argumentsOf(call: ToolCallState): string {
  return call.arguments === undefined ? call.argumentsText : exactJson(call.arguments)
}
