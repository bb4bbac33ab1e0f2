export const model = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
export const prompt = 'Hello'
export const baseURL = 'http://127.0.0.1/v1'

/** @param {any} usage */
export function usageOf(usage) {
  return usage ? { prompt_tokens: usage.prompt_tokens, completion_tokens: usage.completion_tokens } : null
}
