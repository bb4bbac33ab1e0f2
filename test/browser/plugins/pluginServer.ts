// The plug-ins as an app has them: built for production, each package in a file of its own which is loaded on demand, and
// served with the policies of docs/code-math-diagrams.md.
import { readdir, readFile } from 'node:fs/promises'
import { buildFiles, servePages, strictPolicy } from '../../setup/builtPages.mjs'

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

/** Its stylesheet and the fonts beside it. */
async function katexFiles(): Promise<Map<string, Uint8Array>> {
  const folder = new URL('.', import.meta.resolve('katex/dist/katex.min.css'))
  const fonts = (await readdir(new URL('fonts', folder))).filter((name) => name.endsWith('.woff2'))
  const files = new Map<string, Uint8Array>()
  for (const name of ['katex.min.css', ...fonts.map((font) => `fonts/${font}`)])
    files.set(`katex/${name}`, await readFile(new URL(name, folder)))
  return files
}
