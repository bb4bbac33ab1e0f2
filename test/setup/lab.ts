import type { TestProject } from 'vitest/node'
import { buildFiles, servePages } from './builtPages.mjs'

/** Vitest's global setup: the page which most browser tests drive, built once for all of them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const files = await buildFiles(
    { page: new URL('../browser/lab/page.tsx', import.meta.url) },
    { output: { codeSplitting: { groups: [{ name: 'all', test: (id) => !loadedApart.test(id) }] } } },
  )
  const { url, close } = await servePages(files, { lab: { title: 'The lab: what the browser tests drive' } })
  project.provide('labUrl', url('lab'))
  return close
}

/**
 * Whatever else the kit loads when it is first needed is there from the beginning: how long that takes is no part of these
 * tests. They keep these away.
 */
const loadedApart = /createRowWindow|DaySeparator/

declare module 'vitest' {
  interface ProvidedContext {
    labUrl: string
  }
}
