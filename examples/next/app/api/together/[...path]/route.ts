import { bearerIdentity, createTogetherRelay } from 'together-react/relay'

// TOGETHER_API_KEY and RELAY_TOKEN_SECRET are read for each request: the build needs neither.
const relay = createTogetherRelay({
  allowedModels: ['meta-llama/Llama-3.3-70B-Instruct-Turbo'],
  upstreamUrl: process.env.TOGETHER_BASE_URL || undefined,
  authenticate: bearerIdentity(() => process.env.RELAY_TOKEN_SECRET),
})

export { relay as GET, relay as OPTIONS, relay as POST }
