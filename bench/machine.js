import { readFileSync } from 'node:fs'
import { cpus, platform, totalmem } from 'node:os'

/**
 * @typedef {object} Machine
 * @property {string} date
 * @property {string} machine
 * @property {string[]} versions
 */

/** What is measured, when, and on what. @param {readonly string[]} [packages]  measured beside ours @returns {Machine} */
export function describeMachine(packages = []) {
  const [{ model }, ...others] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const theirs = packages.map((name) => `${name} ${versionIn(`node_modules/${name}/package.json`)}`)
  return {
    date: new Date().toISOString().slice(0, 19),
    machine: `${model.trim()}, ${others.length + 1} cores, ${memory} GB, ${platform()}`,
    versions: [`Node ${process.versions.node}`, `together-react ${versionIn('../package.json')}`, ...theirs],
  }
}

/** @param {string} path */
function versionIn(path) {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')).version
}
