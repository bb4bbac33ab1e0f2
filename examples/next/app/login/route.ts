import { randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'

/** Stands for your own way to sign in: here everybody becomes a new user. */
export async function POST() {
  const jar = await cookies()
  jar.set('user', randomUUID(), { httpOnly: true, sameSite: 'lax', secure: process.env.NODE_ENV === 'production' })
  redirect('/')
}
