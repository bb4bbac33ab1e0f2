export type { BackendMode } from './createBackend.js'
export { type TogetherDevServerOptions, togetherDevServer } from './togetherDevServer.js'
