// The plug-ins as an app has them: built for production, each package in a file of its own which is loaded on demand, and
// served with the policies of docs/code-math-diagrams.md.
import { buildFiles, servePages, strictPolicy } from '../../setup/builtPages.mjs'
import { katexFiles } from '../../setup/katexFiles.mjs'

export type Policy = 'open' | 'strict' | 'strictWithFonts'

export interface PluginServer {
  url(policy: Policy): string
  close(): Promise<void>
}

export async function startPluginServer(): Promise<PluginServer> {
  const files = await buildFiles(
    { page: new URL('page.tsx', import.meta.url) },
    { output: { assetFileNames: 'page[extname]' }, build: { cssCodeSplit: false } },
  )
  const title = 'Plug-ins'
  const styles = ['page.css', 'katex/katex.min.css']
  return servePages(new Map([...files, ...(await katexFiles())]), {
    open: { title, styles },
    strict: { title, styles: ['page.css'], policy: strictPolicy },
    strictWithFonts: { title, styles, policy: (nonce) => strictPolicy(nonce, "font-src 'self'") },
  })
}
