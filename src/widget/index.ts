import { registerTogetherChat } from './registerTogetherChat.js'

export { registerTogetherChat } from './registerTogetherChat.js'
export { TogetherChatElement } from './TogetherChatElement.js'

registerTogetherChat()
