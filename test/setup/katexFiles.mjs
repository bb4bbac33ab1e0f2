import { readdir, readFile } from 'node:fs/promises'

/**
 * The stylesheet of KaTeX and the fonts beside it, as an app serves them: `katex/katex.min.css`.
 *
 * @returns {Promise<Map<string, Uint8Array>>}
 */
export async function katexFiles() {
  const folder = new URL('.', import.meta.resolve('katex/dist/katex.min.css'))
  const fonts = (await readdir(new URL('fonts', folder))).filter((name) => name.endsWith('.woff2'))
  const files = new Map()
  for (const name of ['katex.min.css', ...fonts.map((font) => `fonts/${font}`)])
    files.set(`katex/${name}`, await readFile(new URL(name, folder)))
  return files
}
