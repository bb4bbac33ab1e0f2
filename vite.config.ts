import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { ignoreDirectiveWarnings } from './scripts/warnings.mjs'
import { togetherDevServer } from './src/vite/index.js'

// The playground. The library is built by scripts/build.mjs, tests are configured in vitest.config.ts.
export default defineConfig({
  plugins: [react(), togetherDevServer()],
  server: { host: '127.0.0.1', port: Number(process.env.PORT ?? 5173), strictPort: true },
  build: {
    outDir: 'playground-dist',
    rolldownOptions: { input: ['index.html', 'custom.html', 'widget.html'], onwarn: ignoreDirectiveWarnings },
  },
})
