'use client'

import { forwardRef, type ReactNode } from 'react'
import type { ToolCallState } from '../../store/index.js'
import { Icon } from '../icons/Icon.js'
import { useKit } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { scrollRegion } from '../kit/scrollRegion.js'
import { cleanText } from '../markdown/cleanText.js'

export interface ToolCallProps extends PartProps {
  call: ToolCallState
}

/** A call of a tool: its name and status, and on demand arguments as they arrive, and the result or error. */
export const ToolCall: Part<ToolCallProps, HTMLDetailsElement> = forwardRef(function ToolCall(
  { call, className, style },
  ref,
): ReactNode {
  const { strings } = useKit()
  const { name, status, result, error } = call
  return (
    <details ref={ref} className={classes('tg-tool', className)} style={style} data-status={status}>
      <summary className="tg-tool-summary">
        <Icon name={error === null ? 'tool' : 'alert'} />
        <span className="tg-tool-name">{cleanText(name)}</span>
        <span className="tg-tool-status">{strings.toolStatus(status)}</span>
        <Icon name="open" />
      </summary>
      <ToolText label={strings.toolArguments} text={argumentsOf(call)} />
      {result !== undefined && <ToolText label={strings.toolResult} text={textOf(result)} />}
      {error !== null && <ToolText label={strings.toolError} text={error} />}
    </details>
  )
})

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

function argumentsOf(call: ToolCallState): string {
  return call.arguments === undefined ? call.argumentsText : textOf(call.arguments)
}

/** JSON which was sent as text is shown as JSON. */
function textOf(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2) ?? ''
  try {
    return JSON.stringify(JSON.parse(cleanText(value)), null, 2)
  } catch {
    return value
  }
}
