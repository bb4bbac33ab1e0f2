// The plug-ins as an app has them: built for production, each package in a file of its own which is loaded on demand, and
// served with the policies of docs/code-math-diagrams.md.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig, type Rolldown } from 'vite'

export type Policy = 'open' | 'strict' | 'strictWithFonts'

export interface PluginServer {
  url(policy: Policy): string
  close(): Promise<void>
}

const root = fileURLToPath(new URL('../../..', import.meta.url))

export async function startPluginServer(): Promise<PluginServer> {
  const files = await buildPage()
  const server = createServer(async ({ url = '' }, response) => {
    const policy = url.slice(1)
    const nonce = randomBytes(16).toString('base64')
    const file = url.startsWith('/katex/') ? await katexFile(url) : files.get(url)
    if (file !== undefined) return response.setHeader('content-type', typeOf(url)).end(file)
    if (!/^(?:open|strict|strictWithFonts)$/.test(policy)) return response.writeHead(404).end()
    if (policy !== 'open') response.setHeader('content-security-policy', policyText(nonce, policy))
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html(nonce, policy !== 'strict'))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: (policy) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${policy}`,
    close: () => {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

function policyText(nonce: string, policy: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    ...(policy === 'strictWithFonts' ? ["font-src 'self'"] : []),
    "require-trusted-types-for 'script'",
  ].join('; ')
}

function html(nonce: string, hasKatexStyles: boolean): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Plug-ins</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/page.css" nonce="${nonce}" />
    ${hasKatexStyles ? `<link rel="stylesheet" href="/katex/katex.min.css" nonce="${nonce}" />` : ''}
  </head>
  <body>
    <div id="app"></div>
    <script type="module" src="/page.js" nonce="${nonce}"></script>
  </body>
</html>
`
}

function katexFile(url: string): Promise<Buffer | undefined> {
  const path = fileURLToPath(import.meta.resolve(`katex/dist/${url.slice('/katex/'.length)}`))
  return readFile(path).catch(() => undefined)
}

function typeOf(url: string): string {
  if (url.endsWith('.woff2')) return 'font/woff2'
  return `${url.endsWith('.js') ? 'text/javascript' : 'text/css'}; charset=utf-8`
}

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
      input: fileURLToPath(new URL('page.tsx', import.meta.url)),
      output: { entryFileNames: 'page.js', chunkFileNames: '[name]-[hash].js', assetFileNames: 'page[extname]' },
      onwarn: () => {},
    },
  },
}

function contentOf(file: Rolldown.OutputChunk | Rolldown.OutputAsset): string {
  if (file.type === 'chunk') return file.code
  return typeof file.source === 'string' ? file.source : Buffer.from(file.source).toString('utf8')
}
