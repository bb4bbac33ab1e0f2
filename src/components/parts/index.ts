// The kit without its looks: behaviour, roles and `data-*` states, for interfaces of your own.
export * as Chat from './chat.js'
export * as Composer from './composer.js'
export * as Message from './message.js'
