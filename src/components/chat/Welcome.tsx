'use client'

import { forwardRef, type ReactNode } from 'react'
import { useKit } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { type Suggestion, Suggestions } from './Suggestions.js'

/** What `Welcome` takes. */
export interface WelcomeProps extends PartProps {
  title?: string | undefined
  suggestions?: readonly Suggestion[] | undefined
}

/** What an empty chat shows. */
export const Welcome: Part<WelcomeProps, HTMLDivElement> = forwardRef(function Welcome(
  { title, suggestions = [], className, style },
  ref,
): ReactNode {
  const { strings } = useKit()
  return (
    <div ref={ref} className={classes('tg-welcome', className)} style={style}>
      <p className="tg-welcome-title">{title ?? strings.welcomeTitle}</p>
      {suggestions.length > 0 && <Suggestions suggestions={suggestions} />}
    </div>
  )
})
