// An app whose page is on one origin: it hands out relay tokens, and knows nothing of Together AI.
import { buildFiles } from '../../setup/builtPages.mjs'
import { serve } from '../../setup/serve.mjs'

export interface App {
  /** Another site than that of a relay on 127.0.0.1. */
  origin: string
  /** The same page on an origin which no relay has listed. */
  foreignOrigin: string
  /** Says what `POST /token` gives from now on. */
  handOut(token: () => string | Promise<string>): void
  close(): Promise<void>
}

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>An app beside its relay</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/page.css" />
  </head>
  <body><div id="app"></div><script type="module" src="/page.js"></script></body>
</html>`

export async function startApp(): Promise<App> {
  const files = await buildFiles(
    { page: new URL('page.tsx', import.meta.url) },
    { output: { assetFileNames: 'page[extname]' }, build: { cssCodeSplit: false } },
  )
  let token: () => string | Promise<string> = () => ''
  const { origin, close } = await serve(async ({ url = '' }, response) => {
    const name = new URL(url, 'http://localhost').pathname.slice(1)
    if (name === 'token') return response.end(await token())
    const type = name === '' ? 'text/html' : name.endsWith('.css') ? 'text/css' : 'text/javascript'
    response.setHeader('content-type', `${type}; charset=utf-8`).end(name === '' ? html : files.get(name))
  })
  return {
    origin: origin.replace('127.0.0.1', 'localhost'),
    foreignOrigin: origin,
    handOut(next) {
      token = next
    },
    close,
  }
}
