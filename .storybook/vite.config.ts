import { defineConfig } from 'vite'

// Instead of the playground's: stories talk to msw, not to its relay. Storybook brings what React needs, and main.ts
// what a build needs (Storybook ignores `build` here).
export default defineConfig({
  // What plug-ins load on demand, before the first story: a package which is found later reloads the page.
  optimizeDeps: {
    include: [
      ...['clike', 'diff', 'shell', 'sql'].map((name) => `@codemirror/legacy-modes/mode/${name}`),
      '@codemirror/streamparser',
      ...['cpp', 'css', 'go', 'highlight', 'html', 'java', 'javascript', 'json'].map((name) => `@lezer/${name}`),
      ...['markdown', 'php', 'python', 'rust', 'yaml'].map((name) => `@lezer/${name}`),
      'katex',
      'mermaid',
    ],
  },
})
