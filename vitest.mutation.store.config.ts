import { defineConfig } from 'vitest/config'

/**
 * What Stryker runs for a mutant of the store: its fast tests. Left out is what is bound to a clock, to chance or to
 * files beside the sources, which would kill mutants for the wrong reason.
 */
export default defineConfig({
  test: {
    include: ['test/store/**/*.test.ts', 'test/core/faults/{abort,ends,retries}.test.ts'],
    exclude: ['test/store/{attachments,doubleSubmit,history,model,toolResults}.test.ts'],
  },
})
