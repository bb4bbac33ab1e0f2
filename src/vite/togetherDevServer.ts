import { loadEnv, type Plugin, type PreviewServer, type ViteDevServer } from 'vite'
import { createNodeListener } from '../node/createNodeListener.js'
import type { RelayOptions } from '../relay/index.js'
// Not from the barrel, which needs msw.
import type { SimulatorOptions } from '../testing/createSimulator.js'
import { createBackend } from './createBackend.js'

/** Options of `togetherDevServer`. */
export interface TogetherDevServerOptions {
  /** Where Together AI's paths are mounted. @default '/api/together' */
  path?: string | undefined
  /** The variables to read. @default the process's, then those of Vite's `.env` files which begin with TOGETHER_ */
  environment?: Record<string, string | undefined> | undefined
  /** More options of the relay. Without `authenticate` it is public, to whoever reaches the development server. */
  relay?: Partial<RelayOptions> | undefined
  /** Options of the simulator. */
  simulator?: SimulatorOptions | undefined
}

/**
 * A Vite plugin which answers Together AI's paths under `/api/together`, in development and in `vite preview`: through
 * the relay when TOGETHER_API_KEY is set (upstream TOGETHER_BASE_URL, models TOGETHER_MODELS, separated by commas), else
 * from the simulator.
 *
 * @example
 * export default defineConfig({ plugins: [react(), togetherDevServer()] })
 */
export function togetherDevServer(options: TogetherDevServerOptions = {}): Plugin {
  const { path = '/api/together', relay, simulator } = options
  const mount = ({ config, middlewares }: ViteDevServer | PreviewServer) => {
    const environment = options.environment ?? environmentOf(config)
    middlewares.use(path, createNodeListener(createBackend({ environment, relay, simulator })))
  }
  return { name: 'together-react:dev-server', configureServer: mount, configurePreviewServer: mount }
}

/** Vite gives a page only what begins with VITE_; these stay on the server. */
function environmentOf({ mode, envDir }: ViteDevServer['config']): Record<string, string | undefined> {
  return { ...(envDir ? loadEnv(mode, envDir, 'TOGETHER_') : {}), ...process.env }
}
