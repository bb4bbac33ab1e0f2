import type { Plugin, ViteDevServer } from 'vite'
import { createBackend } from './devServer/createBackend.js'
import { createNodeListener } from './devServer/createNodeListener.js'

/** Options of `togetherDevServer`. */
export interface TogetherDevServerOptions {
  /** Where Together AI's paths are mounted. @default '/api/together' */
  path?: string | undefined
  /** The variables to read. @default process.env */
  environment?: Record<string, string | undefined> | undefined
}

/**
 * A Vite plugin which answers Together AI's paths under `/api/together`, in development and in `vite preview`: through
 * the relay when TOGETHER_API_KEY is set (upstream TOGETHER_BASE_URL, models TOGETHER_MODELS), else from the simulator.
 */
export function togetherDevServer(options: TogetherDevServerOptions = {}): Plugin {
  const { path = '/api/together', environment = process.env } = options
  const mount = ({ middlewares }: Pick<ViteDevServer, 'middlewares'>) => {
    middlewares.use(path, createNodeListener(createBackend(environment)))
  }
  return { name: 'together-react:dev-server', configureServer: mount, configurePreviewServer: mount }
}
