import { expect } from 'storybook/test'

/** Words without an end break: nothing stands out of the chat, or of what stands in its place. */
export async function expectFits(canvasElement: HTMLElement): Promise<void> {
  const root = canvasElement.querySelector('.tg-root') as HTMLElement
  await expect(root.clientWidth).toBeGreaterThan(200)
  await expect([root, ...root.querySelectorAll('*')].filter(isCut).map(({ outerHTML }) => outerHTML)).toEqual([])
}

/** Code may be scrolled sideways; what ends with an ellipsis, or is there to be heard only, is cut on purpose. */
function isCut(element: Element): boolean {
  const { overflowX, textOverflow } = getComputedStyle(element)
  const isMeant = element.matches('pre') || textOverflow === 'ellipsis' || element.clientWidth < 2
  return overflowX !== 'visible' && !isMeant && element.scrollWidth > element.clientWidth + 1
}

/** One word, as long as a page is wide. */
export const longWord: string = 'Donaudampfschifffahrtsgesellschaft'.repeat(6)
