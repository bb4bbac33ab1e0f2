import { Message, type MessageProps, TogetherChat } from '../../src/components/index.js'
import { useThreadMessage } from '../../src/hooks/index.js'
import './bubbles.css'

/** Both sides in bubbles, with a face beside them. All that the kit's message does stays: actions, errors, streaming. */
export function BubbleChat() {
  return <TogetherChat components={components} suggestions={['What is a relay?']} />
}

/** Made once: a new object in each render would be new components. */
const components = { Message: Said }

function Said({ messageIds, ...rest }: MessageProps) {
  const isUser = useThreadMessage(messageIds[0] ?? '')?.message.role === 'user'
  return (
    <div className="said" data-role={isUser ? 'user' : 'assistant'}>
      <span className="said-face" aria-hidden="true">
        {isUser ? 'Me' : 'AI'}
      </span>
      <Message {...rest} messageIds={messageIds} className="said-message" />
    </div>
  )
}
