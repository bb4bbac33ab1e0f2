import { readFileSync } from 'node:fs'
import { cpus, platform, totalmem } from 'node:os'

const measured = [
  'react',
  'ai',
  '@ai-sdk/react',
  'react-markdown',
  'remark-gfm',
  'streamdown',
  '@assistant-ui/react',
  '@assistant-ui/react-markdown',
]

/**
 * @typedef {object} Machine
 * @property {string} date
 * @property {string} machine
 * @property {string[]} versions
 */

/** @returns {Machine} */
export function describeMachine() {
  const [{ model }, ...others] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return {
    date: new Date().toISOString().slice(0, 19),
    machine: `${model.trim()}, ${others.length + 1} cores, ${memory} GB, ${platform()}`,
    versions: [`Node ${process.versions.node}`, `together-react ${ourVersion()}`, ...measured.map(withVersion)],
  }
}

function ourVersion() {
  return versionIn('../../package.json')
}

/** @param {string} name */
function withVersion(name) {
  return `${name} ${versionIn(`../node_modules/${name}/package.json`)}`
}

/** @param {string} path */
function versionIn(path) {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')).version
}
