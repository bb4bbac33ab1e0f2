import { env } from 'node:process'
import { createApp } from './app.js'

const port = Number(env.PORT ?? 3000)

createApp(env).listen(port, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${port}/api/together`)
})
