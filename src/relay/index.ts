export { createTogetherRelay } from './createTogetherRelay.js'
export type { Identity, RelayLimits, RelayLogEntry, RelayOptions } from './options.js'
export {
  createMemoryRateLimiter,
  type RateLimiter,
  type Reservation,
  type SpendLimit,
  type Turn,
} from './rateLimiter.js'
