import '@testing-library/jest-dom/vitest'
import { render, screen, within } from '@testing-library/react'
import { beforeAll, describe, expect, it } from 'vitest'
import { KeyboardHelp } from '../../../src/components/help/KeyboardHelp.js'

// jsdom shows no dialogs yet.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true
  }
})

describe('The list of keys', () => {
  it('names each key once in each place', () => {
    render(<KeyboardHelp onClose={() => {}} />)
    const dialog = screen.getByRole('dialog', { name: 'Keys' })
    const regions = within(dialog).getAllByRole('region')
    const keysOf = (region: HTMLElement) =>
      [...region.querySelectorAll('dt')].map((term) => [...term.children].map((key) => key.textContent).join('+'))
    for (const region of regions) expect(new Set(keysOf(region)).size).toBe(keysOf(region).length)
    const [field, list, everywhere] = regions
    expect([field, list, everywhere].map((region) => region?.querySelector('h3')?.textContent)).toEqual([
      'In the text box',
      'In the list of messages',
      'Everywhere in the chat',
    ])
    expect(keysOf(field as HTMLElement)).toEqual(['Enter', 'Shift+Enter', 'Esc'])
    expect(keysOf(list as HTMLElement)).toContain('Esc')
    expect(keysOf(everywhere as HTMLElement)).toEqual(['F8', '?'])
  })
})
