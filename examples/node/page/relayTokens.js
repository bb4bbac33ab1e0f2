/**
 * `headers` and `fetch` for `TogetherProvider`: requests carry a token of your server's, which is kept until it is about
 * to end. When the relay refuses one early (401), it is forgotten; `headers` are then asked for once more, and the
 * request is made again with a new one.
 *
 * @param {string} url  where your server hands out tokens, as { token, expiresInSeconds }
 * @param {(input: string, init: RequestInit) => Promise<Response>} [send]
 */
export function createRelayTokens(url, send = (input, init) => fetch(input, init)) {
  /** @type {Promise<{ token: string, endsAt: number }> | null} */
  let current = null

  const ask = async () => {
    const response = await send(url, { method: 'POST' })
    if (!response.ok) throw new Error(`The server hands out no token (${response.status}): sign in again.`)
    const { token, expiresInSeconds } = await response.json()
    return { token, endsAt: performance.now() + expiresInSeconds * 900 } // in ms, a tenth early
  }
  const forget = () => {
    current = null
  }
  const know = () => {
    current ??= ask().catch((error) => {
      forget()
      throw error
    })
    return current
  }

  return {
    headers: async () => {
      const known = know()
      if ((await known).endsAt <= performance.now() && current === known) forget()
      const { token } = await know()
      return { authorization: `Bearer ${token}` }
    },
    fetch: async (/** @type {string} */ input, /** @type {RequestInit} */ init) => {
      const response = await send(input, init)
      if (response.status === 401) forget()
      return response
    },
  }
}
