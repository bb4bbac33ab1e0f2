import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { env, execPath, platform } from 'node:process'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

/** What headless Chromium needs as root in a container and without a network; harmless elsewhere. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
]

/**
 * The path of a Chrome or Chromium to test with: `CHROME_PATH`, an installed one, Playwright's own, else the one
 * inside `@sparticuz/chromium`, so that `npm ci` alone is enough on a Linux machine.
 *
 * @returns {Promise<string>}
 */
export async function chromiumExecutable() {
  if (env.CHROME_PATH) return existing(env.CHROME_PATH)
  const installed = [...installedPlaces(), chromium.executablePath()].find((path) => path && existsSync(path))
  return installed ?? unpackedChromium()
}

/** @param {string} path */
function existing(path) {
  if (existsSync(path)) return path
  throw new Error(`CHROME_PATH names ${path}, which does not exist. Correct it, or unset it to use what is installed.`)
}

function installedPlaces() {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (folder) => folder !== undefined,
    )
    const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']
    return folders.flatMap((folder) => programs.map((program) => join(folder, program)))
  }
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) => `/usr/bin/${name}`)
}

/**
 * Unpacks the packaged Chromium beside its final place and renames it there, so that several processes may do it at
 * the same time and none ever starts a half-written binary (the package itself writes straight to the temp folder).
 */
function unpackedChromium() {
  if (platform !== 'linux') {
    throw new Error('No Chrome or Chromium was found. Install one, or set CHROME_PATH to its executable.')
  }
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'))
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../../package.json'), 'utf8'))
  const cache = fileURLToPath(new URL('../node_modules/.cache', import.meta.url))
  const target = join(cache, `chromium-${version}`)
  const launcher = join(target, 'launch')
  if (existsSync(launcher)) return launcher

  mkdirSync(cache, { recursive: true })
  const staging = mkdtempSync(`${target}-`)
  unpack(entry, staging)
  writeLauncher(staging)
  try {
    renameSync(staging, target)
  } catch {
    // Another process was first; what it unpacked is the same.
    rmSync(staging, { recursive: true, force: true })
  }
  return existing(launcher)
}

/**
 * In a child, because the package takes its target from TMPDIR and its shared libraries from an AWS variable, and
 * changes LD_LIBRARY_PATH of whoever imports it.
 *
 * @param {string} entry
 * @param {string} folder
 */
function unpack(entry, folder) {
  const script = `import chromium from ${JSON.stringify(entry)}; await chromium.executablePath()`
  const child = spawnSync(execPath, ['--input-type=module', '--eval', script], {
    env: { ...env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (child.status !== 0)
    throw new Error('@sparticuz/chromium could not be unpacked into node_modules/.cache. Is the disk full?')
}

/**
 * A shell script which sets the libraries and fonts for Chromium alone, so that callers need no environment of their
 * own. The system's fonts come first, the packaged ones fill in where there are none.
 *
 * @param {string} folder
 */
function writeLauncher(folder) {
  mkdirSync(join(folder, 'fonts'), { recursive: true })
  writeFileSync(
    join(folder, 'fonts/fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`,
  )
  writeFileSync(
    join(folder, 'launch'),
    `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_FILE="$here/fonts/fonts.conf"
exec "$here/chromium" "$@"
`,
    { mode: 0o755 },
  )
}
