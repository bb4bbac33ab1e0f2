import { createServer } from 'node:http'
import { env } from 'node:process'
import { createNodeListener } from 'together-react/node'
import { createApp } from './app.js'

const port = Number(env.PORT ?? 3000)
const app = createApp(env, new URL('dist', import.meta.url))

createServer(createNodeListener(app)).listen(port, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${port}`)
})
