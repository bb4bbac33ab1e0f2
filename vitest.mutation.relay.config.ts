import { defineConfig } from 'vitest/config'

/**
 * What Stryker runs for a mutant of the relay's rules: its fast tests. Left out are those with sockets, with chance or
 * with files beside the sources, which would kill mutants for the wrong reason.
 */
export default defineConfig({
  test: {
    include: ['test/relay/{budget,limiter,models,options,policy,replies,replyErrors,requests,tokens,usage}.test.ts'],
  },
})
