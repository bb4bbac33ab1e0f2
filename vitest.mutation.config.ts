import { defineConfig } from 'vitest/config'

/**
 * What Stryker runs for a mutant: the fast tests of streams and requests. Left out are those bound to a clock, to chance
 * or to files beside the sources, which would kill mutants for the wrong reason.
 */
export default defineConfig({
  test: {
    include: ['test/core/*.test.ts', 'test/core/{faults,haystack}/*.test.ts'],
    exclude: [
      'test/core/{boundaries,browserGuard,chunkFolder,copies,fuzz,withoutReact}.test.ts',
      'test/core/faults/{speed,timers}.test.ts',
      'test/core/haystack/{absent,secret}.test.ts',
    ],
  },
})
