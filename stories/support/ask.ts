import { userEvent, within } from 'storybook/test'

/** Writes this into the composer and sends it. */
export async function ask(canvasElement: HTMLElement, text: string) {
  const canvas = within(canvasElement)
  await userEvent.type(canvas.getByRole('textbox', { name: 'Message' }), `${text}{Enter}`)
  return canvas
}
