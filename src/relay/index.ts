export { bearerIdentity } from './bearerIdentity.js'
export type { PassedErrorCode, RelayErrorCode, UpstreamErrorCode } from './codes.js'
export { createMemoryRateLimiter } from './createMemoryRateLimiter.js'
export { createTogetherRelay } from './createTogetherRelay.js'
export type {
  AllowedTools,
  Budget,
  ClientSystem,
  Identity,
  ModelPolicy,
  RelayLimits,
  RelayLogEntry,
  RelayOptions,
  RelayUsage,
} from './options.js'
export type { RateLimiter, Reservation, SpendLimit, Turn, TurnLimit } from './rateLimiter.js'
export {
  type RelayToken,
  type RelayTokenCheck,
  type RelayTokenClaims,
  type RelayTokenInit,
  signRelayToken,
  verifyRelayToken,
} from './tokens.js'
