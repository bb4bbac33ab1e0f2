// @vitest-environment node
import { expect, it } from 'vitest'

it('does nothing on a server', async () => {
  expect('customElements' in globalThis).toBe(false)
  const { registerTogetherChat, TogetherChatElement } = await import('../../src/widget/index.js')
  expect(() => registerTogetherChat()).not.toThrow()
  expect(TogetherChatElement.observedAttributes).toContain('base-url')
})
