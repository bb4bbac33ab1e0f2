import '@testing-library/jest-dom/vitest'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { createRef, useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import {
  type ParameterName,
  ParamsPanel,
  type ParamsPanelProps,
  parameterNames,
} from '../../../src/components/index.js'
import type { GenerationKwargs } from '../../../src/hooks/index.js'

/** A panel whose kwargs an app keeps. */
function renderPanel(initial: GenerationKwargs = {}, props: Partial<ParamsPanelProps> = {}) {
  const onValueChange = vi.fn()
  let set: (kwargs: GenerationKwargs) => void = () => {}
  function App() {
    const [value, setValue] = useState(initial)
    set = setValue
    const change = (kwargs: GenerationKwargs) => {
      onValueChange(kwargs)
      setValue(kwargs)
    }
    return <ParamsPanel {...props} value={value} onValueChange={change} />
  }
  const last = (): GenerationKwargs => onValueChange.mock.lastCall?.[0]
  const view = render(<App />)
  return {
    user: userEvent.setup(),
    onValueChange,
    last,
    set: (kwargs: GenerationKwargs) => act(() => set(kwargs)),
    ...view,
  }
}

const field = (name: string) => screen.getByRole('spinbutton', { name })
const slider = (name: string) => screen.getByRole('slider', { name })
const reset = (name: string) => screen.getByRole('button', { name: `Reset ${name}` })
const problem = (of: HTMLElement) => of.closest('.tg-param')?.querySelector('[role="status"]')
const state = (of: HTMLElement) => of.closest('.tg-param')?.getAttribute('data-state')

describe('The panel', () => {
  it('shows all parameters of Together AI, each unset', () => {
    const { container } = renderPanel()
    const shown = [...container.querySelectorAll('[data-parameter]')].map((row) => row.getAttribute('data-parameter'))
    expect(shown).toEqual(parameterNames)
    expect(container.querySelectorAll('[data-state="default"]')).toHaveLength(parameterNames.length)
    expect(screen.getByRole('group', { name: 'Sampling parameters' })).toBeInTheDocument()
  })

  it('shows those which it is asked for, in their order', () => {
    renderPanel({}, { parameters: ['seed', 'temperature'] })
    expect(screen.getAllByRole('spinbutton').map((each) => each.id)).toEqual([
      field('Seed').id,
      field('Temperature').id,
    ])
    expect(screen.queryByRole('combobox')).toBeNull()
  })

  it('resets all that it shows, and leaves the rest', async () => {
    const { user, onValueChange } = renderPanel(
      { temperature: 1, stop: ['END'], seed: 7, custom: true },
      { parameters: ['temperature', 'stop'] },
    )
    await user.click(screen.getByRole('button', { name: 'Reset all' }))
    expect(onValueChange).toHaveBeenCalledTimes(1)
    expect(onValueChange.mock.lastCall?.[0]).toStrictEqual({ seed: 7, custom: true })
    expect(field('Temperature')).toHaveValue('')
  })

  it('resets what was typed and not passed on', async () => {
    const { user, onValueChange } = renderPanel()
    await user.type(field('Temperature'), '9')
    await user.click(screen.getByRole('button', { name: 'Reset all' }))
    expect(field('Temperature')).toHaveValue('')
    expect(onValueChange).not.toHaveBeenCalled()
  })

  it('can be disabled as a whole', () => {
    const { container } = renderPanel({ stop: ['END'] }, { disabled: true })
    for (const control of container.querySelectorAll('input, select, button')) expect(control).toBeDisabled()
  })

  it('takes a ref, a class and a style', () => {
    const ref = createRef<HTMLFieldSetElement>()
    render(<ParamsPanel ref={ref} value={{}} onValueChange={vi.fn()} className="mine" style={{ margin: 1 }} />)
    expect(ref.current).toHaveClass('tg-params', 'mine')
    expect(ref.current).toHaveStyle({ margin: '1px' })
  })
})

describe('A number', () => {
  it.each<[ParameterName, string, string, number]>([
    ['temperature', 'Temperature', '0.3', 0.3],
    ['top_p', 'Top P', '0.9', 0.9],
    ['top_k', 'Top K', '500', 500],
    ['min_p', 'Min P', '0.05', 0.05],
    ['max_tokens', 'Maximum tokens', '100000', 100_000],
    ['repetition_penalty', 'Repetition penalty', '1.1', 1.1],
    ['presence_penalty', 'Presence penalty', '-2', -2],
    ['frequency_penalty', 'Frequency penalty', '0.5', 0.5],
    ['seed', 'Seed', '42', 42],
    ['n', 'Number of answers', '128', 128],
    ['logprobs', 'Log probabilities', '20', 20],
  ])('of %s is passed on under its own name', async (name, label, text, value) => {
    const { user, last } = renderPanel({ custom: 1 }, { parameters: [name] })
    await user.type(field(label), text)
    expect(last()).toStrictEqual({ custom: 1, [name]: value })
    expect(state(field(label))).toBe('set')
  })

  it('says what it is and what it may be', () => {
    renderPanel()
    expect(field('Temperature')).toHaveAccessibleDescription(
      /Low is predictable, high is varied\. A number from 0 to 2\./,
    )
    expect(field('Top K')).toHaveAccessibleDescription(/A whole number of at least 1\./)
    expect(field('Seed')).toHaveAccessibleDescription(/A whole number\./)
    expect(slider('Temperature')).toHaveAccessibleDescription(/A number from 0 to 2\./)
    expect(field('Temperature')).toHaveAttribute('aria-valuemin', '0')
    expect(field('Temperature')).toHaveAttribute('aria-valuemax', '2')
  })

  it.each<[ParameterName, string, string, string]>([
    ['temperature', 'Temperature', '3', 'Enter a number from 0 to 2.'],
    ['top_k', 'Top K', '1.5', 'Enter a whole number of at least 1.'],
    ['seed', 'Seed', 'lucky', 'Enter a whole number.'],
    ['n', 'Number of answers', '129', 'Enter a whole number from 1 to 128.'],
  ])('of %s which cannot be sent is kept, said to be wrong and not passed on', async (name, label, text, words) => {
    const { user, onValueChange } = renderPanel({ [name]: 1 })
    await user.clear(field(label))
    onValueChange.mockClear()
    await user.click(field(label))
    await user.paste(text)
    await user.tab()
    expect(field(label)).toHaveValue(text)
    expect(field(label)).toBeInvalid()
    expect(problem(field(label))).toHaveTextContent(words)
    expect(field(label)).toHaveAccessibleDescription(new RegExp(words))
    expect(state(field(label))).toBe('invalid')
    expect(onValueChange).not.toHaveBeenCalled()
  })

  it('is kept as it was typed while it is written, and tidied after', async () => {
    const { user, last } = renderPanel()
    await user.type(field('Temperature'), '0,70')
    expect(field('Temperature')).toHaveValue('0,70')
    expect(last()).toStrictEqual({ temperature: 0.7 })
    await user.tab()
    expect(field('Temperature')).toHaveValue('0.7')
  })

  it('keeps the last good value while a wrong one stands there', async () => {
    const { user, last } = renderPanel({ temperature: 1 })
    await user.type(field('Temperature'), '.5.')
    expect(last()).toStrictEqual({ temperature: 1.5 })
    expect(field('Temperature')).toBeInvalid()
  })

  it('is unset by an empty field', async () => {
    const { user, last } = renderPanel({ seed: 7, top_p: 1 })
    await user.clear(field('Seed'))
    expect(last()).toStrictEqual({ top_p: 1 })
    expect(state(field('Seed'))).toBe('default')
  })

  it('is unset by its reset, which keeps the focus', async () => {
    const { user, last } = renderPanel({ seed: 7 })
    await user.click(reset('Seed'))
    expect(last()).toStrictEqual({})
    expect(field('Seed')).toHaveValue('')
    expect(reset('Seed')).toHaveFocus()
    expect(reset('Seed')).toHaveAttribute('aria-disabled', 'true')
  })

  it('which is wrong goes away by the reset too', async () => {
    const { user, onValueChange } = renderPanel()
    await user.type(field('Seed'), 'x')
    await user.click(reset('Seed'))
    expect(field('Seed')).toHaveValue('')
    expect(onValueChange).not.toHaveBeenCalled()
  })

  it('comes from elsewhere too, and wins over what was typed', async () => {
    const { user, set } = renderPanel({ temperature: 1 })
    await user.type(field('Temperature'), 'x')
    expect(field('Temperature')).toHaveValue('1x')
    set({ temperature: 0.2 })
    expect(field('Temperature')).toHaveValue('0.2')
    expect(field('Temperature')).toBeValid()
    set({ temperature: null })
    expect(field('Temperature')).toHaveValue('')
  })

  it('which came wrong is shown, and said to be wrong', () => {
    renderPanel({ temperature: 5, top_k: {} })
    expect(field('Temperature')).toHaveValue('5')
    expect(field('Temperature')).toBeInvalid()
    expect(field('Top K')).toHaveValue('')
  })

  it('goes up and down by the arrows', async () => {
    const { user, last } = renderPanel({ max_tokens: 64 })
    await user.click(field('Maximum tokens'))
    await user.keyboard('{ArrowUp}')
    expect(last()).toEqual({ max_tokens: 128 })
    await user.keyboard('{PageDown}')
    expect(last()).toEqual({ max_tokens: 1 })
    await user.keyboard('{Shift>}{ArrowUp}{/Shift}')
    expect(last()).toEqual({ max_tokens: 1 })
  })
})

describe('A slider', () => {
  it('passes its number on', () => {
    const { last } = renderPanel()
    fireEvent.change(slider('Temperature'), { target: { value: '1.2' } })
    expect(last()).toStrictEqual({ temperature: 1.2 })
    expect(field('Temperature')).toHaveValue('1.2')
  })

  it('says that it is at the default, and its exact number otherwise', () => {
    const { set } = renderPanel()
    expect(slider('Temperature')).toHaveAttribute('aria-valuetext', 'Default')
    set({ temperature: 0.73 })
    expect(slider('Temperature')).toHaveAttribute('aria-valuetext', '0.73')
  })

  it('stands at its end for a number beyond it', () => {
    renderPanel({ max_tokens: 100_000 })
    expect(slider('Maximum tokens')).toHaveValue('4096')
    expect(slider('Maximum tokens')).toHaveAttribute('aria-valuetext', '100000')
  })

  it('is not where there is no range', () => {
    renderPanel()
    expect(screen.queryByRole('slider', { name: 'Seed' })).toBeNull()
  })

  it('takes the place of a number which was wrong', async () => {
    const { user, last } = renderPanel()
    await user.type(field('Temperature'), '9')
    fireEvent.change(slider('Temperature'), { target: { value: '1' } })
    expect(last()).toStrictEqual({ temperature: 1 })
    expect(field('Temperature')).toHaveValue('1')
  })
})

describe('A choice', () => {
  it('is passed on, and unset again', async () => {
    const { user, last } = renderPanel()
    const effort = screen.getByRole('combobox', { name: 'Reasoning effort' })
    expect(effort).toHaveDisplayValue('Default')
    await user.selectOptions(effort, 'High')
    expect(last()).toStrictEqual({ reasoning_effort: 'high' })
    await user.selectOptions(effort, 'Default')
    expect(last()).toStrictEqual({})
  })

  it('keeps a value which only some models take', async () => {
    const { user, last } = renderPanel({ reasoning_effort: 'max' })
    const effort = screen.getByRole('combobox', { name: 'Reasoning effort' })
    expect(effort).toHaveDisplayValue('max')
    await user.click(reset('Reasoning effort'))
    expect(last()).toStrictEqual({})
    expect(effort).toHaveDisplayValue('Default')
  })

  it('switches reasoning off and on', async () => {
    const { user, last } = renderPanel()
    const reasoning = screen.getByRole('combobox', { name: 'Reasoning' })
    await user.selectOptions(reasoning, 'Off')
    expect(last()).toStrictEqual({ reasoning: { enabled: false } })
    await user.selectOptions(reasoning, 'On')
    expect(last()).toStrictEqual({ reasoning: { enabled: true } })
  })
})

describe('The stop texts', () => {
  const add = () => screen.getByRole('button', { name: 'Add a stop text' })
  const text = (place: number) => screen.getByRole('textbox', { name: `Stop text ${place}` })

  it('are added one by one, and passed on once they are written', async () => {
    const { user, last, onValueChange } = renderPanel()
    await user.click(add())
    expect(text(1)).toHaveFocus()
    expect(onValueChange).not.toHaveBeenCalled()
    await user.keyboard('END')
    expect(last()).toStrictEqual({ stop: ['END'] })
    await user.click(add())
    await user.keyboard('\\n\\n')
    expect(last()).toStrictEqual({ stop: ['END', '\n\n'] })
    expect(text(2)).toHaveValue('\\n\\n')
  })

  it('keep their spaces', async () => {
    const { user, last } = renderPanel()
    await user.click(add())
    await user.keyboard(' User: ')
    expect(last()).toStrictEqual({ stop: [' User: '] })
  })

  it('are four at most', async () => {
    const { user } = renderPanel({ stop: ['a', 'b', 'c', 'd'] })
    expect(add()).toHaveAttribute('aria-disabled', 'true')
    await user.click(add())
    expect(screen.getAllByRole('textbox')).toHaveLength(4)
  })

  it('are removed, and the focus goes to the next one, at last to the button', async () => {
    const { user, last } = renderPanel({ stop: ['a', 'b'] })
    await user.click(screen.getByRole('button', { name: 'Remove stop text 1' }))
    expect(last()).toStrictEqual({ stop: ['b'] })
    expect(text(1)).toHaveFocus()
    await user.click(screen.getByRole('button', { name: 'Remove stop text 1' }))
    expect(last()).toStrictEqual({})
    expect(add()).toHaveFocus()
  })

  it('are unset by emptying them, and the row stays', async () => {
    const { user, last } = renderPanel({ stop: ['a'] })
    await user.clear(text(1))
    expect(last()).toStrictEqual({})
    expect(text(1)).toHaveFocus()
    await user.click(reset('Stop texts'))
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  it('may come as one text', async () => {
    const { user, last } = renderPanel({ stop: 'END' })
    await user.type(text(1), '!')
    expect(last()).toStrictEqual({ stop: ['END!'] })
  })

  it('come from elsewhere too', () => {
    const { set } = renderPanel({ stop: ['a'] })
    set({ stop: ['x\ny', 'z'] })
    expect(text(1)).toHaveValue('x\\ny')
    expect(text(2)).toHaveValue('z')
    set({})
    expect(screen.queryByRole('textbox')).toBeNull()
  })
})
