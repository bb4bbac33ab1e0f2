import type { ChatStrings } from './ChatStrings.js'

/** Every word the kit can say, in one flat object: those of a chat, and those of components which are added to one. */
export interface KitStrings extends ChatStrings {}
