import { readdir, readFile } from 'node:fs/promises'
import { extname } from 'node:path'

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/**
 * Answers the paths of the files which are in a folder, and no other path.
 *
 * @param {URL} folder
 * @returns {(pathname: string) => Promise<Response | null>}
 */
export function createFiles(folder) {
  const listed = readdir(folder, { recursive: true }).catch(() => [])
  return async (pathname) => {
    const name = pathname === '/' ? 'index.html' : pathname.slice(1)
    const type = types[extname(name)]
    if (type === undefined || !(await listed).includes(name)) return null
    return new Response(await readFile(new URL(`${folder}/${name}`)), { headers: { 'content-type': type } })
  }
}
