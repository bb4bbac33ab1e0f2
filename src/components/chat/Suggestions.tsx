'use client'

import { forwardRef, type ReactNode } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useKit } from '../kit/KitContext.js'
import { moveFocus } from '../kit/moveFocus.js'
import { classes, type Part, type PartProps } from '../kit/part.js'

/** A way to begin: what the button says, and what is sent when that is not the same. */
export type Suggestion = string | { readonly label: string; readonly prompt: string }

/** What `Suggestions` takes. */
export interface SuggestionsProps extends PartProps {
  suggestions: readonly Suggestion[]
}

/** Buttons which send a message. */
export const Suggestions: Part<SuggestionsProps, HTMLUListElement> = forwardRef(function Suggestions(
  { suggestions, className, style },
  ref,
): ReactNode {
  const chat = useChat()
  const { strings } = useKit()
  return (
    <ul ref={ref} className={classes('tg-suggestions', className)} style={style} aria-label={strings.suggestions}>
      {suggestions.map(readSuggestion).map(({ label, prompt }) => (
        <li key={label}>
          <button
            type="button"
            className="tg-suggestion"
            dir="auto"
            onClick={({ currentTarget }) => {
              moveFocus(currentTarget, '[role="log"]')
              void chat.sendMessage(prompt)
            }}
          >
            {label}
          </button>
        </li>
      ))}
    </ul>
  )
})

function readSuggestion(suggestion: Suggestion): { label: string; prompt: string } {
  return typeof suggestion === 'string' ? { label: suggestion, prompt: suggestion } : suggestion
}
