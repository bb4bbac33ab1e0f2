import '@testing-library/jest-dom/vitest'
import { act, type RenderResult, render } from '@testing-library/react'
import { type UserEvent, userEvent } from '@testing-library/user-event'
import { TogetherChat, type TogetherChatProps } from '../../src/components/index.js'
import { type Fetch, TogetherProvider } from '../../src/hooks/index.js'
import {
  type ControlledStream,
  controlledStream,
  createSimulator,
  type SimulatorOptions,
} from '../../src/testing/index.js'

export interface RenderedChat extends RenderResult {
  user: UserEvent
}

/** The drop-in over a `fetch` of the test's. */
export function renderChat(fetch: Fetch, props: TogetherChatProps = {}): RenderedChat {
  const chat = (
    <TogetherProvider fetch={fetch} baseUrl="https://relay.test/api" maxRetries={0}>
      <TogetherChat {...props} />
    </TogetherProvider>
  )
  return { user: userEvent.setup(), ...render(chat) }
}

/** The drop-in over the simulator, as fast as it is read. */
export function renderSimulated(options: SimulatorOptions = {}, props: TogetherChatProps = {}): RenderedChat {
  const simulator = createSimulator({ tokensPerSecond: Number.POSITIVE_INFINITY, ...options })
  return renderChat((input, init) => simulator(new Request(input, init)), props)
}

/** The drop-in over one reply which the test steps; further requests get replies of their own, in `streams`. */
export function renderStepped(props: TogetherChatProps = {}): RenderedChat & { streams: ControlledStream[] } {
  const streams: ControlledStream[] = []
  const fetch: Fetch = (input, init) => {
    const stream = controlledStream()
    streams.push(stream)
    return stream.fetch(input as RequestInfo, init)
  }
  return { ...renderChat(fetch, props), streams }
}

/** Waits for the frame in which the chat publishes. */
export async function nextFrame(): Promise<void> {
  await act(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))))
}
