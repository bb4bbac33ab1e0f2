/**
 * For `rolldownOptions.onwarn`: Rolldown warns at each 'use client' that a bundle may lose it. The library keeps its
 * modules apart and so loses none, and a page does not need it.
 *
 * @type {NonNullable<import('vite').Rolldown.InputOptions['onwarn']>}
 */
export function ignoreDirectiveWarnings(warning, warn) {
  if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning)
}
