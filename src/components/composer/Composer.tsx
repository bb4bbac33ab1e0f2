'use client'

import { forwardRef, type ReactNode } from 'react'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import { Icon } from '../icons/Icon.js'
import { createLoaded } from '../kit/createLoaded.js'
import { useStrings } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { cleanText } from '../markdown/cleanText.js'
import { ComposerAttach } from './ComposerAttach.js'
import { useComposerScope } from './ComposerContext.js'
import { ComposerHint } from './ComposerHint.js'
import { ComposerInput } from './ComposerInput.js'
import { ComposerProblem } from './ComposerProblem.js'
import { ComposerQueue } from './ComposerQueue.js'
import { ComposerRoot, type ComposerRootProps } from './ComposerRoot.js'
import { ComposerSend } from './ComposerSend.js'
import type { QueuedMessagesProps } from './QueuedMessages.js'
import { ToolStatus } from './ToolStatus.js'

/** What `Composer` takes. */
export interface ComposerProps extends PartProps, Pick<ComposerRootProps, 'composer' | 'accept'> {
  placeholder?: string | undefined
  autoFocus?: boolean | undefined
}

/**
 * Where messages are written: a form with the chat's one text box. Enter sends, Escape stops the run, and a message
 * sent meanwhile waits above. The draft goes only once the chat took it.
 *
 * @example
 * <ChatRoot chat={chat}><MessageList /><Composer accept="image/*" /></ChatRoot>
 */
export const Composer: Part<ComposerProps, HTMLFormElement> = forwardRef(function Composer(
  { className, placeholder, autoFocus, ...root },
  ref,
): ReactNode {
  return (
    <ComposerRoot ref={ref} className={classes('tg-composer', className)} {...root}>
      <ToolStatus />
      <Queue />
      <ComposerProblem className="tg-note" />
      <div className="tg-composer-box">
        <Attached />
        <div className="tg-composer-row">
          <ComposerAttach className="tg-attach">
            <Icon name="attach" />
          </ComposerAttach>
          <GrowingInput placeholder={placeholder} autoFocus={autoFocus} />
          <ComposerQueue className="tg-text-button" />
          <SendButton />
        </div>
      </div>
      <ComposerHint className="tg-hidden" />
    </ComposerRoot>
  )
})

const QueuedMessages = createLoaded<QueuedMessagesProps>(
  async () => (await import('./QueuedMessages.js')).QueuedMessages,
)

function Queue(): ReactNode {
  const queue = useChatSelector((view) => view.queue)
  const texts = queue.map(({ message }) => cleanText(message.text ?? ''))
  return queue.length > 0 && <QueuedMessages queue={queue} fallback={<p className="tg-note">{texts.join(', ')}</p>} />
}

// Loaded with the first file.
const Attachments = createLoaded<PartProps>(async () => (await import('./ComposerAttachments.js')).ComposerAttachments)

function Attached(): ReactNode {
  const strings = useStrings()
  const { attachments } = useComposerScope().composer
  const names = attachments.map(({ name }) => cleanText(name ?? strings.file))
  return attachments.length > 0 && <Attachments fallback={<p className="tg-note">{names.join(', ')}</p>} />
}

function GrowingInput(props: Pick<ComposerProps, 'placeholder' | 'autoFocus'>): ReactNode {
  const { text } = useComposerScope().composer
  return (
    <div className="tg-field" data-text={`${text}\n`}>
      <ComposerInput className="tg-textarea" {...props} />
    </div>
  )
}

function SendButton(): ReactNode {
  const { isBusy } = useComposerScope().state
  return (
    <ComposerSend className="tg-send">
      <Icon name={isBusy ? 'stop' : 'send'} />
    </ComposerSend>
  )
}
