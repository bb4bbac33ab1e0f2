import { expect } from 'storybook/test'

/** Words without an end break: nothing stands out of the chat, or of what stands in its place. */
export async function expectFits(canvasElement: HTMLElement): Promise<void> {
  const { scrollWidth, clientWidth } = canvasElement.querySelector('.tg-root') as HTMLElement
  await expect(clientWidth).toBeGreaterThan(200)
  await expect(scrollWidth).toBeLessThanOrEqual(clientWidth)
}

/** One word, as long as a page is wide. */
export const longWord: string = 'Donaudampfschifffahrtsgesellschaft'.repeat(6)
