import { env } from 'node:process'
import { serve } from '@hono/node-server'
import { createApp } from './app.js'

const port = Number(env.PORT ?? 3000)

serve({ fetch: createApp(env).fetch, port, hostname: '127.0.0.1' }, () => {
  console.log(`http://127.0.0.1:${port}/api/together`)
})
