import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fireEvent, userEvent, waitFor, within } from 'storybook/test'
import { notes } from './notes.js'
import { readTokens } from './readTokens.js'
import { TokenEditor as Editor } from './TokenEditor.js'
import { TokenTable } from './TokenTable.js'

const meta: Meta = { title: 'Theme', parameters: { layout: 'fullscreen' } }
export default meta

/**
 * The chat beside a form of the tokens which all components follow. Colours are changed in the theme which is shown,
 * sizes in both. What is changed is below the form as CSS; set there, it counts for all chats of a page.
 */
export const TokenEditor: StoryObj = {
  render: () => <Editor />,
  async play({ canvasElement, step }) {
    const canvas = within(canvasElement)
    const set = (label: string, value: string) => fireEvent.change(canvas.getByLabelText(label), { target: { value } })
    const box = canvasElement.querySelector('.tg-composer-box') as HTMLElement
    const code = () => canvas.getByRole('group', { name: 'Code, css' })

    await step('tells a colour which cannot be read, and goes back', async () => {
      await expect(canvas.getByText(/Nothing is changed yet/)).toBeVisible()
      set('Muted text', '#cccccc')
      await expect(await canvas.findByText('1.6 : 1, too low')).toBeVisible()
      await userEvent.click(canvas.getByRole('button', { name: 'Back to the defaults' }))
      await waitFor(() => expect(canvas.getByLabelText('Muted text')).toHaveValue('#585862'))
    })
    await step('changes the chat, and writes the CSS', async () => {
      set('Radius', '1')
      set('Accent', '#8a1c5b')
      await waitFor(() => expect(getComputedStyle(box).borderStartStartRadius).toBe('36px'))
      await waitFor(() => expect(code()).toHaveTextContent(':root { --tg-radius: 1rem; }'))
      await expect(code()).toHaveTextContent('[data-theme="light"] { --tg-color-accent: #8a1c5b; }')
    })
    await step('keeps the colours of both themes apart', async () => {
      await userEvent.click(canvas.getByRole('radio', { name: 'Dark' }))
      await expect(await canvas.findByRole('group', { name: 'Colours of the dark theme' })).toBeVisible()
      await waitFor(() => expect(canvas.getByLabelText('Accent')).toHaveValue('#aebcff'))
      await waitFor(() => expect(getComputedStyle(box).borderStartStartRadius).toBe('36px'))
      await userEvent.click(canvas.getByRole('radio', { name: 'Light' }))
      await waitFor(() => expect(canvas.getByLabelText('Accent')).toHaveValue('#8a1c5b'))
    })
  },
}

/** Everything that can be set, with what holds where it is not, as the stylesheet of this page says it. */
export const AllTokens: StoryObj = {
  render: () => {
    const tokens = readTokens(document)
    return (
      <div className="tg-root" style={{ padding: '1rem 1.5rem' }}>
        <TokenTable caption="Of all components" tokens={tokens.filter(({ isSemantic }) => isSemantic)} />
        <TokenTable caption="Of single components" tokens={tokens.filter(({ isSemantic }) => !isSemantic)} />
      </div>
    )
  },
  async play({ canvasElement }) {
    const row = within(canvasElement).getByRole('row', { name: /^--tg-bubble-radius/ })
    await expect(row).toHaveTextContent('calc(1.75 * var(--tg-radius))')
    await expect(within(canvasElement).getByRole('row', { name: /^--tg-color-bg/ })).toHaveTextContent('dark: #18181b')
    await expect(unknownParts()).toEqual([])
  },
}

/** Classes which the docs name and the stylesheet does not know. */
function unknownParts(): string[] {
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText))
    .join('\n')
  const names = Object.values(notes).flatMap(({ anatomy }) => anatomy.map(([name]) => name))
  return names.filter((name) => !new RegExp(`\\.${name}(?![\\w-])`).test(rules))
}
