import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ReactNode, useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { ChatRoot, Choices, TogetherChat } from '../src/components/index.js'
import { reply, type SimulatorRequest, silence } from '../src/testing/index.js'
import { ask } from './support/ask.js'
import { chatWith, type ExampleReply, together } from './support/choices.js'
import { inFrame } from './support/Stage.js'
import { fast } from './support/simulate.js'
import { arabic, rich } from './support/texts.js'

/** Says which of the four came back to it. */
function answer({ body, turn }: SimulatorRequest) {
  const said = body.messages?.find(({ role }) => role === 'assistant')?.content
  return turn === 1 ? undefined : reply(`You chose: ${String(said).slice(0, 40)}`)
}

const meta: Meta<typeof TogetherChat> = {
  title: 'Choices',
  component: TogetherChat,
  args: { generationKwargs: { n: 4 } },
  parameters: { layout: 'fullscreen', together: { ...fast, script: answer } },
  decorators: [inFrame],
}
export default meta

type Story = StoryObj<typeof TogetherChat>
type Canvas = ReturnType<typeof within>

const question = 'Why is the sky blue?'

async function whenDone(canvas: Canvas) {
  await canvas.findByRole('radiogroup')
  await waitFor(() => expect(canvas.getAllByRole('article').at(-1)).toHaveAttribute('data-status', 'complete'))
}

const checked = (canvas: Canvas) =>
  canvas.getAllByRole('radio').map((option: HTMLElement) => option.matches(':checked'))
const textIn = (element: HTMLElement) => element.querySelector('.tg-markdown')?.textContent ?? ''

/** Four replies of one request stream side by side; nothing is chosen for good yet. */
export const Streaming: Story = {
  parameters: { together: { ...fast, script: [silence(240)] } },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByRole('radiogroup', { name: 'Choose one to go on with' })
    for (const place of [1, 2, 3, 4]) {
      const column = await canvas.findByRole('group', { name: `Choice ${place}` })
      await waitFor(() => expect(textIn(column).length).toBeGreaterThan(20))
      await expect(column).toHaveAttribute('data-status', 'streaming')
    }
    await expect(canvas.getByRole('radio', { name: 'Choice 2, being written' })).not.toBeChecked()
    await expect(canvas.queryByText('1 of 4')).toBeNull()
    const tops = canvas.getAllByRole('heading', { name: /^Choice/ }).map((each) => each.getBoundingClientRect().top)
    await expect(new Set(tops).size).toBe(1)
  },
}

/** The one which is picked is the one the chat goes on with. */
export const FourAtOnce: Story = {
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await whenDone(canvas)
    await expect(checked(canvas)).toEqual([true, false, false, false])
    const third = canvas.getByRole('group', { name: 'Choice 3' })
    const button = within(third).getByRole('button', { name: 'Go on with this one' })
    await userEvent.click(button)
    await waitFor(() => expect(checked(canvas)).toEqual([false, false, true, false]))
    await expect(button).toHaveFocus()
    await waitFor(() => expect(button).toHaveTextContent('Chosen'))
    const chosen = textIn(third)
    await ask(canvasElement, 'Why that one?')
    const answers = await canvas.findAllByText(/^You chose: /)
    await expect(answers[0]).toHaveTextContent(chosen.slice(0, 12))
  },
}

export const ByKeyboard: Story = {
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await whenDone(canvas)
    const options = canvas.getAllByRole('radio')
    options[0]?.focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    await waitFor(() => expect(options[2]).toHaveFocus())
    await waitFor(() => expect(checked(canvas)).toEqual([false, false, true, false]))
    await userEvent.keyboard('{ArrowLeft}')
    await waitFor(() => expect(checked(canvas)).toEqual([false, true, false, false]))
    await waitFor(() => expect(canvas.getByText(/Choice 2 of 4 chosen/)).toBeInTheDocument())
  },
}

/** Arrows follow the direction of the text. */
export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  render: () => <Shown replies={[arabic, 'أزرق', 'سماوي'].map((text) => ({ text, createdAt: together }))} />,
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByRole('radiogroup')
    const options = canvas.getAllByRole('radio')
    options[0]?.focus()
    await userEvent.keyboard('{ArrowLeft}')
    await waitFor(() => expect(options[1]).toHaveFocus())
    await waitFor(() => expect(checked(canvas)).toEqual([false, true, false]))
  },
}

/** After the thread went on only the picked one is shown, with a way to the others. */
export const AfterGoingOn: Story = {
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await whenDone(canvas)
    await userEvent.click(canvas.getByText('Choice 2'))
    await ask(canvasElement, 'Why that one?')
    const toggle = await canvas.findByRole('button', { name: '4 choices' })
    await canvas.findAllByText(/^You chose: /)
    await expect(toggle).toHaveAttribute('aria-expanded', 'false')
    await userEvent.click(toggle)
    const [first] = (await canvas.findAllByRole('group', { name: 'Choice 4' })) as [HTMLElement]
    await expect(toggle).toHaveFocus()
    await userEvent.click(within(first).getByRole('button', { name: 'Go on with this one' }))
    await waitFor(() => expect(canvas.queryByText('Why that one?')).toBeNull())
    await userEvent.click(canvas.getByText('Choice 2'))
    await canvas.findByText('Why that one?')
  },
}

/** Four of a longer text, each with a scrollbar of its own. */
export const ScrollingApart: Story = {
  render: () => <Shown replies={[rich, rich, 'Short.', rich].map((text) => ({ text, createdAt: together }))} />,
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByRole('radiogroup')
    const toggle = await canvas.findByRole('button', { name: 'Scroll apart' })
    await userEvent.click(toggle)
    await waitFor(() => expect(toggle).toHaveAttribute('aria-pressed', 'true'))
    const region = await canvas.findByRole('group', { name: 'Text of Choice 1' })
    await expect(region.scrollHeight).toBeGreaterThan(region.clientHeight)
    region.scrollTop = 100
    await expect(canvas.getByRole('group', { name: 'Text of Choice 2' }).scrollTop).toBe(0)
  },
}

/** More than four: the rest is a scroll away. */
export const Sideways: Story = {
  render: () => <Shown replies={Array.from({ length: 6 }, () => ({ text: rich, createdAt: together }))} />,
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const region = await canvas.findByRole('group', { name: 'Choices' })
    await waitFor(() => expect(region).toHaveAttribute('tabindex', '0'))
    await expect(region.scrollWidth).toBeGreaterThan(region.clientWidth)
  },
}

export const OneFailed: Story = {
  render: () => (
    <Shown
      replies={[
        { text: 'Blue, because air scatters short waves more than long ones.', createdAt: together },
        {
          text: 'Blue, because air',
          status: 'interrupted',
          error: { code: 'network', message: 'The connection was reset.' },
          createdAt: together,
        },
        { text: '', status: 'error', error: { code: 'overloaded', message: 'Try later.' }, createdAt: together },
      ]}
    />
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const broken = await canvas.findByRole('group', { name: 'Choice 2' })
    await expect(await within(broken).findByText('The answer broke off.')).toBeVisible()
    await expect(await within(broken).findByRole('button', { name: 'Continue' })).toBeVisible()
    await expect(await canvas.findByRole('radio', { name: 'Choice 3, failed' })).toBeVisible()
    await expect(canvas.getByRole('radio', { name: 'Choice 1, stop' })).toBeChecked()
  },
}

/** The same view for one question which several models answered. */
export const TwoModels: Story = {
  render: () => (
    <Compared
      replies={[
        { text: rich, model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo', tokens: 312 },
        { text: 'It keeps the key on a server.', model: 'Qwen/Qwen3-235B-A22B-Instruct-2507-tput', tokens: 9 },
      ]}
    />
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const option = await canvas.findByRole('radio', { name: 'Qwen3-235B-A22B-2507, 9 tokens, stop' })
    await userEvent.click(option)
    await waitFor(() => expect(option).toBeChecked())
    const other = within(canvas.getByRole('group', { name: 'Llama-3.3-70B' }))
    await expect(await other.findByText('312 tokens')).toBeVisible()
  },
}

export const Dark: Story = { ...Streaming, globals: { theme: 'dark' } }

/** Where there is no room for columns they are tabs; all of them stream on. */
export const Narrow: Story = {
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 390 }}>
        <Story />
      </div>
    ),
  ],
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await whenDone(canvas)
    const [first, second] = (await canvas.findAllByRole('tab')) as [HTMLElement, HTMLElement]
    await waitFor(() => expect(canvas.getAllByRole('tabpanel')).toHaveLength(1))
    first.focus()
    await userEvent.keyboard('{ArrowRight}')
    await waitFor(() => expect(second).toHaveFocus())
    await waitFor(() => expect(canvas.getByRole('tabpanel')).toHaveAccessibleName('Choice 2'))
    await expect(canvas.getByRole('radio')).not.toBeChecked()
    await userEvent.click(canvas.getByRole('button', { name: 'Go on with this one' }))
    await waitFor(() => expect(second).toHaveAccessibleName('Choice 2 Chosen'))
    const option = canvas.getByRole('radio')
    option.focus()
    await userEvent.keyboard('{ArrowDown}')
    await waitFor(() => expect(canvas.getByRole('tabpanel')).toHaveAccessibleName('Choice 3 Chosen'))
    await waitFor(() => expect(canvas.getByRole('radio')).toHaveFocus())
    await expect(document.scrollingElement?.scrollWidth).toBeLessThanOrEqual(innerWidth)
  },
}

/** A chat with a question whose replies are there already. */
function Shown({ replies }: { replies: readonly ExampleReply[] }): ReactNode {
  const [chat] = useState(() => chatWith(replies))
  return <TogetherChat chat={chat} />
}

function Compared({ replies }: { replies: readonly ExampleReply[] }): ReactNode {
  const [chat] = useState(() => chatWith(replies))
  return (
    <ChatRoot chat={chat} style={{ padding: '1rem' }}>
      <Choices messageIds={chat.siblings('a0').ids} />
    </ChatRoot>
  )
}
