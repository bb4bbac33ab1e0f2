export type { PassedErrorCode, RelayErrorCode, UpstreamErrorCode } from './codes.js'
export { createTogetherRelay } from './createTogetherRelay.js'
export { createMemoryRateLimiter } from './limits/createMemoryRateLimiter.js'
export type { RateLimiter, Reservation, SpendLimit, Turn, TurnLimit } from './limits/rateLimiter.js'
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
} from './options/options.js'
export { bearerIdentity } from './tokens/bearerIdentity.js'
export {
  type RelayToken,
  type RelayTokenCheck,
  type RelayTokenClaims,
  type RelayTokenInit,
  signRelayToken,
  verifyRelayToken,
} from './tokens/tokens.js'
