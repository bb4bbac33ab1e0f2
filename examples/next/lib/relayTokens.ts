'use server'

import { signRelayToken } from 'together-react/relay'
import { currentUser } from './session'

/** A server action: a token for five minutes of requests to the relay, null without a session. */
export async function newRelayToken(): Promise<string | null> {
  const user = await currentUser()
  return user && signRelayToken({ id: user.id, expiresInSeconds: 300 }, process.env.RELAY_TOKEN_SECRET ?? '')
}
