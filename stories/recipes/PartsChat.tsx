import { Chat, Composer, Message } from '../../src/components/parts/index.js'
import { useTogetherChat } from '../../src/hooks/index.js'
import './chat.css'

/** A chat in one's own clothes: behaviour, roles and keys come from the parts, the looks from chat.css. */
export function PartsChat() {
  const { chat } = useTogetherChat()
  return (
    <Chat.Root chat={chat} className="recipe">
      <Chat.List className="recipe-list">
        <Chat.Viewport className="recipe-scroller">{renderMessage}</Chat.Viewport>
        <Chat.ScrollButton className="recipe-end">↓</Chat.ScrollButton>
      </Chat.List>
      <Composer.Root className="recipe-form">
        <Composer.Input placeholder="Say something" />
        <Composer.Send>{'→'}</Composer.Send>
      </Composer.Root>
    </Chat.Root>
  )
}

const renderMessage = ({ messageIds }: { messageIds: readonly string[] }) => (
  <Message.Root messageIds={messageIds} className="recipe-message">
    <Message.Content />
    <Message.Waiting />
    <Message.Unfinished />
    <Message.Error />
    <Message.Regenerate className="recipe-again">Again</Message.Regenerate>
  </Message.Root>
)
