import { render, screen, within } from '@testing-library/react'
import { type UserEvent, userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { vi } from 'vitest'
import { ModelPicker, type ModelPickerProps } from '../../../src/components/index.js'
import type { ModelInfo } from '../../../src/hooks/index.js'

export const models: readonly ModelInfo[] = [
  {
    id: 'Qwen/Qwen3.8-Flash',
    display_name: 'Qwen3.8 Flash',
    organization: 'Qwen',
    context_length: 262_144,
    pricing: { input: 0.1, output: 0.4 },
  },
  {
    id: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
    display_name: 'Llama 3.3 70B Instruct Turbo',
    organization: 'Meta',
    context_length: 131_072,
    pricing: { input: 0.88, output: 0.88 },
  },
  { id: 'openai/gpt-oss-20b', display_name: 'gpt-oss 20B', organization: 'OpenAI', pricing: { input: 0, output: 0 } },
  { id: 'me/My-Own-Model' },
]

export const llama = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
export const gptOss = 'openai/gpt-oss-20b'
export const qwen = 'Qwen/Qwen3.8-Flash'

/** A picker whose value an app keeps. */
export function renderPicker(props: Partial<ModelPickerProps> = {}) {
  const onValueChange = vi.fn()
  function App() {
    const [value, setValue] = useState(props.value === undefined ? llama : props.value)
    const change = (id: string) => {
      onValueChange(id)
      setValue(id)
    }
    return (
      <>
        <button type="button">Before</button>
        <ModelPicker models={models} {...props} value={value} onValueChange={change} />
        <button type="button">After</button>
      </>
    )
  }
  const user = userEvent.setup()
  return { user, onValueChange, ...render(<App />) }
}

export function picker(): HTMLElement {
  return screen.getByRole('button', { name: /model/i })
}

export async function open(user: UserEvent): Promise<HTMLElement> {
  await user.click(picker())
  return screen.getByRole('combobox')
}

export function shownModels(): (string | undefined)[] {
  return screen.queryAllByRole('option').map((option) => option.querySelector('.tg-model-name')?.textContent ?? '')
}

/** The one which Enter takes, as assistive technology finds it. */
export function activeModel(): string | undefined {
  const id = screen.getByRole('combobox').getAttribute('aria-activedescendant')
  const option = id === null ? null : document.getElementById(id)
  return option?.querySelector('.tg-model-name')?.textContent ?? undefined
}

export function option(name: RegExp): HTMLElement {
  return within(screen.getByRole('listbox')).getByRole('option', { name })
}
