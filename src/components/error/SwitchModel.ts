import type { TogetherError } from '../../core/index.js'
import type { ThreadMessage } from '../../store/index.js'

/** What a `components.SwitchModel` of yours gets: it shows the models which you have, and picks one. */
export interface SwitchModelProps {
  message: ThreadMessage
  error: TogetherError
  /** Asks again with this model, this once. */
  retry: (model: string) => void
}
