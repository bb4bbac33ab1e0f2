import { defaultModel } from 'together-react/core'
import { currentUser } from '../lib/session'
import { Chat } from './Chat'

/** A server component: it knows who is asking, and renders the chat into the page. */
export default async function Page() {
  const user = await currentUser()
  return user ? (
    <Chat key={user.id} model={defaultModel} />
  ) : (
    <form action="/login" method="post">
      <button type="submit">Sign in</button>
    </form>
  )
}
