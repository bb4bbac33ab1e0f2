// A page of its own, built for production and served with a policy: the development server's page needs inline scripts.
import { buildFiles, servePages, strictPolicy } from '../../setup/builtPages.mjs'

export interface PageServer {
  /** Without any policy, what is injected would run and load; or under the one which the README asks for. */
  url(policy: 'open' | 'strict'): string
  close(): Promise<void>
}

export async function startPageServer(): Promise<PageServer> {
  const files = await buildFiles(
    { page: new URL('page.ts', import.meta.url) },
    { output: { codeSplitting: false, assetFileNames: 'page[extname]' }, build: { cssCodeSplit: false } },
  )
  const page = { title: 'Markdown under a policy', styles: ['page.css'] }
  return servePages(files, { open: page, strict: { ...page, policy: strictPolicy } })
}
