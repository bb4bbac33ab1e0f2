import { defineConfig } from 'vite'

// Instead of the playground's: stories talk to msw, not to its relay. Storybook brings what React needs, and main.ts
// what a build needs (Storybook ignores `build` here).
export default defineConfig({})
