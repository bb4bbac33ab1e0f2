import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { root } from '../checks.mjs'

/** @type {{ name: string, version: string, exports: Record<string, unknown>, bin: Record<string, string>, engines: { node: string }, dependencies: Record<string, string>, peerDependencies: Record<string, string> }} */
export const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

/** A folder outside the project, so that nothing in it finds the project's own node_modules. */
export const workFolder = mkdtempSync(join(tmpdir(), 'together-react-package-'))
process.on('exit', () => rmSync(workFolder, { recursive: true, force: true }))

/** Where `packTarball()` puts what npm would publish. */
export const tarball = join(workFolder, `${manifest.name}-${manifest.version}.tgz`)

export function packTarball() {
  if (!existsSync(`${root}dist`)) throw new Error('There is no dist to pack. Run `npm run build` first.')
  const args = ['pack', '--pack-destination', workFolder, '--loglevel=error', '--ignore-scripts']
  execFileSync('npm', args, { cwd: root, stdio: 'inherit' })
}
