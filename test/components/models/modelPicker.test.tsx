import '@testing-library/jest-dom/vitest'
import { act, createEvent, fireEvent, render, screen, within } from '@testing-library/react'
import { createRef } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { ModelPicker } from '../../../src/components/index.js'
import { type ModelInfo, TogetherError, TogetherProvider } from '../../../src/hooks/index.js'
import { activeModel, gptOss, llama, models, open, option, picker, qwen, renderPicker, shownModels } from './support.js'

const llamaName = 'Llama 3.3 70B Instruct Turbo'

/** jsdom does not know how far a mouse moved. */
function moveMouse(over: HTMLElement, movementX: number): void {
  fireEvent(over, Object.assign(createEvent.mouseMove(over), { movementX, movementY: 0 }))
}

describe('The button', () => {
  it('says which model is current, and that it has a list', () => {
    renderPicker()
    expect(picker()).toHaveAccessibleName(`Model: ${llamaName}`)
    expect(picker()).toHaveAttribute('aria-haspopup', 'listbox')
    expect(picker()).toHaveAttribute('aria-expanded', 'false')
    expect(picker()).toHaveAttribute('title', llama)
    expect(screen.queryByRole('combobox')).toBeNull()
  })

  it('asks for a model where none is chosen', () => {
    renderPicker({ value: null })
    expect(picker()).toHaveAccessibleName('Choose a model')
  })

  it('shows a model which is not listed by its id', () => {
    renderPicker({ value: 'gone/Model-7B' })
    expect(picker()).toHaveTextContent('Model-7B')
  })

  it('opens and closes the list, and keeps the focus where it belongs', async () => {
    const { user } = renderPicker()
    const field = await open(user)
    expect(picker()).toHaveAttribute('aria-expanded', 'true')
    expect(picker()).toHaveAttribute('aria-controls', screen.getByRole('listbox').id)
    expect(field).toHaveFocus()
    await user.click(picker())
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(picker()).toHaveFocus()
  })

  it.each(['ArrowDown', 'ArrowUp', 'Enter'])('opens the list by %s', async (key) => {
    const { user } = renderPicker()
    picker().focus()
    await user.keyboard(`{${key}}`)
    expect(screen.getByRole('combobox')).toHaveFocus()
  })

  it('opens nothing while it is disabled, and closes what was open', async () => {
    const props = { models, value: llama, onValueChange: vi.fn() }
    const { rerender } = render(<ModelPicker {...props} />)
    fireEvent.click(picker())
    expect(screen.getByRole('listbox')).toBeInTheDocument()
    rerender(<ModelPicker {...props} disabled={true} />)
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(picker()).toBeDisabled()
    rerender(<ModelPicker {...props} />)
    expect(screen.queryByRole('listbox')).toBeNull()
  })

  it('takes a ref, a class and a style', () => {
    const ref = createRef<HTMLDivElement>()
    const more = { className: 'mine', style: { margin: 1 } }
    render(<ModelPicker ref={ref} models={models} value={null} onValueChange={vi.fn()} {...more} />)
    expect(ref.current).toHaveClass('tg-model-picker', 'mine')
    expect(ref.current).toHaveStyle({ margin: '1px' })
  })
})

describe('The list', () => {
  it('has what is known about each model, and nothing else', async () => {
    const { user } = renderPicker()
    await open(user)
    expect(shownModels()).toEqual(['gpt-oss 20B', llamaName, 'My-Own-Model', 'Qwen3.8 Flash'])
    expect(option(/^Llama/)).toHaveTextContent('Meta 128K context $0.88 in, $0.88 out')
    expect(option(/^Qwen/)).toHaveTextContent('Qwen 256K context $0.10 in, $0.40 out')
    expect(option(/^gpt-oss/)).toHaveTextContent(/^gpt-oss 20B OpenAI Free$/)
    expect(option(/^My-Own/)).toHaveTextContent(/^My-Own-Model$/)
  })

  it('says once what the prices are for', async () => {
    const { user } = renderPicker()
    expect(await open(user)).toHaveAccessibleDescription('Prices are in US dollars for a million tokens.')
  })

  it('says nothing about prices where there are none', async () => {
    const { user } = renderPicker({ models: [{ id: 'a/b' }], value: null })
    expect(await open(user)).not.toHaveAccessibleDescription()
  })

  it('takes the prices of the provider', async () => {
    render(
      <TogetherProvider prices={{ [llama]: { input: 0.5, output: 0.6 } }}>
        <ModelPicker models={models} value={llama} onValueChange={vi.fn()} />
      </TogetherProvider>,
    )
    fireEvent.click(picker())
    expect(option(/^Llama/)).toHaveTextContent('$0.50 in, $0.60 out')
  })

  it('marks the current model, and begins there', async () => {
    const { user } = renderPicker()
    await open(user)
    expect(option(/^Llama/)).toHaveAttribute('aria-selected', 'true')
    expect(screen.getAllByRole('option', { selected: true })).toHaveLength(1)
    expect(activeModel()).toBe(llamaName)
  })

  it('keeps a current model which is not listed, with a note', async () => {
    const { user, onValueChange } = renderPicker({ value: 'gone/Model-7B' })
    await open(user)
    expect(shownModels()[0]).toBe('Model-7B')
    expect(option(/Model-7B/)).toHaveTextContent('Not in the list gone/Model-7B')
    await user.click(option(/Qwen/))
    expect(onValueChange).toHaveBeenCalledExactlyOnceWith(qwen)
  })

  it('tells models of one name apart by their ids', async () => {
    const twins: ModelInfo[] = ['a/Same-FP8', 'a/Same'].map((id) => ({ id, display_name: 'Same' }))
    const { user } = renderPicker({ models: twins, value: null })
    await open(user)
    expect(screen.getAllByRole('option').map((row) => row.textContent?.trim())).toEqual([
      'Same a/Same',
      'Same a/Same-FP8',
    ])
  })

  it('has headings for recommended models and for organisations', async () => {
    const { user } = renderPicker({ recommended: [qwen], groupBy: 'organization' })
    await open(user)
    expect(screen.getAllByRole('group').map((group) => group.getAttribute('aria-label'))).toEqual([
      'Recommended',
      'Meta',
      'OpenAI',
      'More models',
    ])
    const recommended = screen.getByRole('group', { name: 'Recommended' })
    expect(within(recommended).getByRole('option', { name: /Qwen/ })).toBeInTheDocument()
    expect(screen.getAllByRole('option')).toHaveLength(4)
  })

  it('says that there are none', async () => {
    const { user } = renderPicker({ models: [], value: null })
    expect(await open(user)).toHaveAttribute('aria-expanded', 'false')
    expect(screen.getByRole('status')).toHaveTextContent('There are no models.')
  })
})

describe('The keyboard', () => {
  it('moves through the list and round its ends', async () => {
    const { user } = renderPicker()
    await open(user)
    await user.keyboard('{ArrowDown}')
    expect(activeModel()).toBe('My-Own-Model')
    await user.keyboard('{End}')
    expect(activeModel()).toBe('Qwen3.8 Flash')
    await user.keyboard('{ArrowDown}')
    expect(activeModel()).toBe('gpt-oss 20B')
    await user.keyboard('{ArrowUp}')
    expect(activeModel()).toBe('Qwen3.8 Flash')
    await user.keyboard('{Home}')
    expect(activeModel()).toBe('gpt-oss 20B')
    await user.keyboard('{PageDown}')
    expect(activeModel()).toBe('Qwen3.8 Flash')
    await user.keyboard('{PageUp}')
    expect(activeModel()).toBe('gpt-oss 20B')
    expect(screen.getByRole('combobox')).toHaveFocus()
  })

  it('chooses by Enter, and gives the focus back', async () => {
    const { user, onValueChange } = renderPicker()
    await open(user)
    await user.keyboard('{Home}{Enter}')
    expect(onValueChange).toHaveBeenCalledExactlyOnceWith(gptOss)
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(picker()).toHaveFocus()
    expect(picker()).toHaveAccessibleName('Model: gpt-oss 20B')
  })

  it('does not choose what is current already', async () => {
    const { user, onValueChange } = renderPicker()
    await open(user)
    await user.keyboard('{Enter}')
    expect(onValueChange).not.toHaveBeenCalled()
    expect(picker()).toHaveFocus()
  })

  it('closes by Escape without closing a dialog around it', async () => {
    const onKeyDown = vi.fn()
    const { user } = renderPicker()
    document.addEventListener('keydown', onKeyDown)
    await open(user)
    onKeyDown.mockClear()
    await user.keyboard('{Escape}')
    document.removeEventListener('keydown', onKeyDown)
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(picker()).toHaveFocus()
    expect(onKeyDown).not.toHaveBeenCalled()
  })

  it('closes by Tab, which goes on', async () => {
    const { user } = renderPicker()
    await open(user)
    await user.tab()
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(screen.getByRole('button', { name: 'After' })).toHaveFocus()
  })

  it('goes back to the button by Shift and Tab', async () => {
    const { user } = renderPicker()
    await open(user)
    await user.tab({ shift: true })
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(picker()).toHaveFocus()
  })

  it('leaves keys to an input method', async () => {
    const { user, onValueChange } = renderPicker()
    const field = await open(user)
    fireEvent.keyDown(field, { key: 'Home', isComposing: true })
    expect(activeModel()).toBe(llamaName)
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 })
    fireEvent.keyDown(field, { key: 'Escape', isComposing: true })
    expect(onValueChange).not.toHaveBeenCalled()
    expect(screen.getByRole('listbox')).toBeInTheDocument()
  })

  it('leaves the cursor of the field to Shift and Home', async () => {
    const { user } = renderPicker()
    await open(user)
    await user.keyboard('{Shift>}{Home}{/Shift}')
    expect(activeModel()).toBe(llamaName)
  })

  it('sends no form around it', async () => {
    const onSubmit = vi.fn()
    const { container } = render(
      <form onSubmit={onSubmit}>
        <ModelPicker models={models} value={null} onValueChange={vi.fn()} />
      </form>,
    )
    fireEvent.click(picker())
    const field = within(container).getByRole('combobox')
    fireEvent.change(field, { target: { value: 'nothing like it' } })
    expect(fireEvent.keyDown(field, { key: 'Enter' })).toBe(false)
    expect(onSubmit).not.toHaveBeenCalled()
  })
})

describe('The mouse', () => {
  it('chooses a model', async () => {
    const { user, onValueChange } = renderPicker()
    await open(user)
    await user.click(option(/^Qwen/))
    expect(onValueChange).toHaveBeenCalledExactlyOnceWith(qwen)
    expect(picker()).toHaveFocus()
  })

  it('points at one, which Enter takes', async () => {
    const { user, onValueChange } = renderPicker()
    const field = await open(user)
    moveMouse(option(/^Qwen/), 1)
    expect(activeModel()).toBe('Qwen3.8 Flash')
    expect(field).toHaveFocus()
    await user.keyboard('{Enter}')
    expect(onValueChange).toHaveBeenCalledExactlyOnceWith(qwen)
  })

  it('points at nothing while it rests and the list moves', async () => {
    const { user } = renderPicker()
    await open(user)
    moveMouse(option(/^Qwen/), 0)
    expect(activeModel()).toBe(llamaName)
  })

  it('closes the list by a press elsewhere, which keeps what it does', async () => {
    const { user } = renderPicker()
    await open(user)
    await user.click(screen.getByRole('button', { name: 'Before' }))
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(screen.getByRole('button', { name: 'Before' })).toHaveFocus()
  })

  it('closes the list by a press which takes no focus', async () => {
    const { user } = renderPicker()
    await open(user)
    fireEvent.pointerDown(document.body)
    expect(screen.queryByRole('listbox')).toBeNull()
  })

  it('keeps the list when only the window loses the focus', async () => {
    const { user } = renderPicker()
    const field = await open(user)
    fireEvent.blur(field)
    expect(screen.getByRole('listbox')).toBeInTheDocument()
  })
})

describe('The search', () => {
  it('leaves what matches, the first one active, and says how many', async () => {
    const { user, onValueChange } = renderPicker()
    await open(user)
    await user.keyboard('oss')
    expect(shownModels()).toEqual(['gpt-oss 20B'])
    expect(activeModel()).toBe('gpt-oss 20B')
    expect(screen.getByRole('status')).toHaveTextContent('1 model')
    await user.keyboard('{Enter}')
    expect(onValueChange).toHaveBeenCalledExactlyOnceWith(gptOss)
  })

  it('says when nothing matches', async () => {
    const { user, onValueChange } = renderPicker()
    const field = await open(user)
    await user.keyboard('zebra ')
    expect(shownModels()).toEqual([])
    expect(screen.getByRole('status')).toHaveTextContent('No model matches “zebra”.')
    expect(field).toHaveAttribute('aria-expanded', 'false')
    expect(field).not.toHaveAttribute('aria-activedescendant')
    await user.keyboard('{Enter}')
    expect(onValueChange).not.toHaveBeenCalled()
  })

  it('goes back to the current model when it is emptied', async () => {
    const { user } = renderPicker()
    const field = await open(user)
    await user.keyboard('oss')
    await user.clear(field)
    expect(shownModels()).toHaveLength(4)
    expect(activeModel()).toBe(llamaName)
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
  })

  it('begins anew each time', async () => {
    const { user } = renderPicker()
    await open(user)
    await user.keyboard('oss{Escape}')
    expect(await open(user)).toHaveValue('')
    expect(shownModels()).toHaveLength(4)
  })
})

describe('Models on their way', () => {
  it('are said to be loading, and the current one is there already', async () => {
    const { user } = renderPicker({ models: { data: undefined, error: null } })
    expect(picker()).toHaveTextContent('Llama-3.3-70B-Instruct-Turbo')
    expect(await open(user)).toHaveAttribute('aria-expanded', 'false')
    expect(screen.getByRole('status')).toHaveTextContent('Loading models…')
  })

  it('take their place when they come', () => {
    const props = { value: llama, onValueChange: vi.fn() }
    const { rerender } = render(<ModelPicker {...props} models={{}} />)
    fireEvent.click(picker())
    rerender(<ModelPicker {...props} models={{ data: models }} />)
    expect(activeModel()).toBe(llamaName)
    expect(picker()).toHaveAccessibleName(`Model: ${llamaName}`)
  })

  it('that failed are said in words, and can be asked for again', async () => {
    const refetch = vi.fn()
    const error = new TogetherError({ code: 'network', message: 'Failed to fetch' })
    const { user } = renderPicker({ models: { data: undefined, error, refetch } })
    const field = await open(user)
    expect(screen.getByRole('status')).toHaveTextContent('The service could not be reached. Check your connection.')
    await user.tab()
    expect(screen.getByRole('button', { name: 'Try again' })).toHaveFocus()
    await user.keyboard('{Enter}')
    expect(refetch).toHaveBeenCalledOnce()
    expect(field).toHaveFocus()
  })

  it('that failed in an unknown way have words too, and no button where nobody can ask again', async () => {
    const { user } = renderPicker({ models: { error: new Error('odd') } })
    await open(user)
    expect(screen.getByRole('status')).toHaveTextContent('Something went wrong.')
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })

  it('are shown as they were when a later request fails', async () => {
    const error = new TogetherError({ code: 'network', message: 'Failed to fetch' })
    const { user } = renderPicker({ models: { data: models, error, refetch: vi.fn() } })
    await open(user)
    expect(shownModels()).toHaveLength(4)
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })
})

describe('Inside of a shadow root', () => {
  it('opens, stays and closes', () => {
    const host = document.body.appendChild(document.createElement('div'))
    const container = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'))
    render(<ModelPicker models={models} value={llama} onValueChange={vi.fn()} />, { container })
    const inside = within(container as HTMLElement)
    fireEvent.click(inside.getByRole('button', { name: /^Model/ }))
    expect(host.shadowRoot?.activeElement).toBe(inside.getByRole('combobox'))
    fireEvent.pointerDown(inside.getAllByRole('option')[0] as HTMLElement, { composed: true })
    expect(inside.getByRole('listbox')).toBeInTheDocument()
    act(() => inside.getByRole('combobox').blur())
    expect(inside.queryByRole('listbox')).toBeNull()
    host.remove()
  })
})
