// What makes requests and reads their answers. It is a module of its own because a page shows its chat before anyone
// sends: `loadEngine` fetches it, and only `provideEngine` imports it at once.
export { fetchModels } from './generators/fetchModels.js'
export { runChat } from './generators/runChat.js'
export { runPrompt } from './generators/runPrompt.js'
export { streamChat } from './generators/streamChat.js'
export { createEventDecoder } from './stream/createEventDecoder.js'
