import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exit } from 'node:process'
import { packageChecks } from './checkPackage.mjs'
import { execute, executeTool, printCounts, runChecks } from './checks.mjs'

const reportFolder = mkdtempSync(join(tmpdir(), 'together-react-ci-'))
const report = join(reportFolder, 'vitest.json')

const counts = await runChecks([
  { name: 'tests', run: runTests },
  { name: 'lint', run: () => execute('npm', ['run', 'lint']) },
  { name: 'types', run: () => execute('npm', ['run', 'types']) },
  { name: 'build', run: () => execute('npm', ['run', 'build']) },
  { name: 'storybook', run: () => execute('npm', ['run', 'storybook:build']) },
  ...packageChecks,
  { name: 'size', run: () => execute('npm', ['run', 'size']) },
])
rmSync(reportFolder, { recursive: true })
printCounts(counts)
if (counts.failed > 0) exit(1)

/** All projects, counted by test. A run that fails without a failed test (a broken file, no report) counts as one failure. */
function runTests() {
  let hasFailed = false
  try {
    executeTool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  } catch {
    hasFailed = true
  }
  const { numPassedTests, numFailedTests } = readReport()
  return { passed: numPassedTests, failed: Math.max(numFailedTests, hasFailed ? 1 : 0) }
}

/** @returns {{ numPassedTests: number, numFailedTests: number }} */
function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 }
  }
}
