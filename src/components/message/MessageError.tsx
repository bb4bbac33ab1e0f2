'use client'

import { forwardRef, type ReactNode, useState } from 'react'
import type { TogetherErrorCode } from '../../core/index.js'
import { useChat } from '../../hooks/ChatProvider.js'
import type { ErrorRemediesProps } from '../error/ErrorRemedies.js'
import { errorWords } from '../error/errorWords.js'
import { createLoaded } from '../kit/createLoaded.js'
import { useStrings } from '../kit/KitContext.js'
import { LeavingButton } from '../kit/LeavingButton.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { type MessageState, useSteadyScope } from './MessageContext.js'

/** The state of an error: that of its message, and `data-code`. */
export interface MessageErrorState extends MessageState {
  readonly code: TogetherErrorCode
}

/** What `Message.Error` takes: the attributes of its element. */
export type MessageErrorProps = UnstyledProps<'div', MessageErrorState>

// Loaded with the first error.
const Remedies = createLoaded<ErrorRemediesProps>(async () => (await import('../error/ErrorRemedies.js')).ErrorRemedies)

/**
 * What went wrong with a message, in plain words, and buttons for what can be done: try again, also by itself once a wait
 * is over, go on, edit, another model, dismiss. Nothing where all went well. The announcer speaks it, so it is no alert.
 */
export const MessageError: Part<MessageErrorProps, HTMLDivElement> = forwardRef(
  function MessageError(props, ref): ReactNode {
    const strings = useStrings()
    const chat = useChat()
    const [notLoadedFor, setNotLoadedFor] = useState('')
    const { state, last } = useSteadyScope()
    const { error, id } = last
    if (!error) return null
    const { code, retryable } = error

    const children = (
      <>
        <p>{errorWords(last, strings)}</p>
        {retryable && notLoadedFor === id ? (
          // Who is offline may not get the buttons either. It stays when they come later: it may have the focus.
          <LeavingButton className="" label={strings.retry} act={() => void chat.retry(id)} />
        ) : (
          <Remedies message={last} error={error} fallback={null} onFailed={() => setNotLoadedFor(id)} />
        )}
      </>
    )
    return renderPart('div', { ...state, code }, { ref }, { children, ...props })
  },
)
