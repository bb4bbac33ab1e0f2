/** Haystack's default model. */
export const defaultModel = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'

/** Haystack's default address. */
export const defaultApiBaseUrl = 'https://api.together.xyz/v1'

const haystack = 'haystack_integrations.components.generators.togetherai.'

/** What chunks and dicts say of where they come from. */
export const chatGeneratorType: string = `${haystack}chat.chat_generator.TogetherAIChatGenerator`
export const textGeneratorType: string = `${haystack}generator.TogetherAIGenerator`
