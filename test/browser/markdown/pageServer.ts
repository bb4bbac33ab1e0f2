// A page of its own, built for production and served with a policy: the development server's page needs inline scripts.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig, type Rolldown } from 'vite'

export interface PageServer {
  /** Without any policy: what is injected would run and load. */
  openUrl: string
  /** Under the policy which the README asks for. */
  strictUrl: string
  close(): Promise<void>
}

const root = fileURLToPath(new URL('../../..', import.meta.url))

export async function startPageServer(): Promise<PageServer> {
  const files = await buildPage()
  const server = createServer(({ url = '' }, response) => {
    const file = files.get(url)
    if (file !== undefined) return response.setHeader('content-type', typeOf(url)).end(file)
    if (url !== '/open' && url !== '/strict') return response.writeHead(404).end()
    const nonce = randomBytes(16).toString('base64')
    if (url === '/strict') response.setHeader('content-security-policy', policy(nonce))
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html(nonce))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    openUrl: `${origin}/open`,
    strictUrl: `${origin}/strict`,
    close: () => {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

function html(nonce: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Markdown under a policy</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/page.css" nonce="${nonce}" />
  </head>
  <body>
    <div id="app"></div>
    <script src="/page.js" nonce="${nonce}"></script>
  </body>
</html>
`
}

function typeOf(url: string): string {
  return `${url.endsWith('.js') ? 'text/javascript' : 'text/css'}; charset=utf-8`
}

/** The page's script and style by their addresses. */
async function buildPage(): Promise<Map<string, string>> {
  const { NODE_ENV } = env
  // Vite takes it from here, and Vitest sets it: React's production files are wanted.
  env.NODE_ENV = 'production'
  try {
    const { output } = (await build(pageConfig)) as Rolldown.RolldownOutput
    return new Map(output.map((file) => [`/${file.fileName}`, contentOf(file)]))
  } finally {
    env.NODE_ENV = NODE_ENV
  }
}

const pageConfig: InlineConfig = {
  root,
  configFile: false,
  logLevel: 'error',
  mode: 'production',
  build: {
    write: false,
    minify: false,
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: {
      input: fileURLToPath(new URL('page.ts', import.meta.url)),
      output: { format: 'iife', entryFileNames: 'page.js', assetFileNames: 'page[extname]', codeSplitting: false },
      onwarn: () => {},
    },
  },
}

function contentOf(file: Rolldown.OutputChunk | Rolldown.OutputAsset): string {
  if (file.type === 'chunk') return file.code
  return typeof file.source === 'string' ? file.source : Buffer.from(file.source).toString('utf8')
}
