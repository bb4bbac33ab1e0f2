import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { Composer, MessageList, ToolApproval } from '../src/components/index.js'
import { reply, type SimulatorRequest } from '../src/testing/index.js'
import { ask } from './support/ask.js'
import { Frame, Stage } from './support/Stage.js'
import { simulate } from './support/simulate.js'
import { mailTo, sendMail, weather, weatherIn } from './support/tools.js'

const meta: Meta<typeof ToolApproval> = {
  component: ToolApproval,
  parameters: { layout: 'fullscreen' },
  render: () => (
    <Frame>
      <Stage className="tg-chat" send="Send the minutes to the team" options={{ tools: [sendMail, weather] }}>
        <MessageList />
        <div className="tg-dock">
          <Composer />
        </div>
      </Stage>
    </Frame>
  ),
}
export default meta

type Story = StoryObj<typeof ToolApproval>

const asked = reply({ toolCalls: [mailTo('team@example.org')] })

/** The card is open by itself and shows all of the arguments; nothing took the focus. */
export const Waits: Story = {
  parameters: {
    together: {
      tokensPerSecond: Number.POSITIVE_INFINITY,
      script: ({ body }: SimulatorRequest) =>
        body.messages?.at(-1)?.role === 'tool' ? reply('The minutes are sent.') : asked,
    },
  },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const group = await canvas.findByRole('group', { name: 'Allow send_mail to run?' })
    await expect(within(group).getByRole('button', { name: 'Allow' })).toBeVisible()
    await expect(await canvas.findByText(/please find the minutes below/)).toBeVisible()
    await expect(await canvas.findByText('A tool needs your approval.')).toBeVisible()
    await expect(group.contains(document.activeElement)).toBe(false)
    await waitFor(() =>
      expect(canvasElement.querySelector('[aria-live="assertive"]:not(:empty)')).toHaveTextContent(/send_mail needs/),
    )
  },
}

export const Allows: Story = {
  ...Waits,
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Allow' }))
    await canvas.findByText('The minutes are sent.')
    await expect(await canvas.findByText('Done')).toBeVisible()
    await waitFor(() => expect(canvasElement.querySelector('summary:focus')).toHaveTextContent('send_mail'))
  },
}

/** The second call of the same tool is not asked about. */
export const AllowsAlways: Story = {
  parameters: simulate(asked, reply({ toolCalls: [mailTo('board@example.org')] }), reply('Both are sent.')),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Always allow' }))
    await canvas.findByText('Both are sent.')
    await waitFor(() => expect(canvas.getAllByText('Done')).toHaveLength(2))
  },
}

export const Rejects: Story = {
  parameters: simulate(asked, reply('Then I leave it.')),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Reject' }))
    await canvas.findByText('Then I leave it.')
    await expect(await canvas.findByText('Rejected')).toBeVisible()
  },
}

export const RejectsWithAReason: Story = {
  parameters: simulate(asked, reply('To whom then?')),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Give a reason' }))
    const field = await canvas.findByRole('textbox', { name: 'Reason (optional)' })
    await waitFor(() => expect(field).toHaveFocus())
    await userEvent.type(field, 'Not to the whole team{Enter}')
    await canvas.findByText('To whom then?')
    await userEvent.click(await canvas.findByText('send_mail'))
    await waitFor(() => expect(canvas.getByText('Not to the whole team')).toBeVisible())
  },
}

/** F8 goes to the call from anywhere in the chat, to its question and not to a button. */
export const ByKeyboard: Story = {
  parameters: simulate(asked, reply('The minutes are sent.')),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const group = await canvas.findByRole('group', { name: 'Allow send_mail to run?' })
    await userEvent.click(canvas.getByRole('textbox', { name: 'Message' }))
    await userEvent.keyboard('{F8}')
    await waitFor(() => expect(group).toHaveFocus())
    await userEvent.tab()
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Allow' })).toHaveFocus())
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('The minutes are sent.')
  },
}

/** What needs none runs meanwhile; messages written meanwhile wait. */
export const AmongOthers: Story = {
  parameters: simulate(
    reply({ toolCalls: [weatherIn('Lisbon'), mailTo('team@example.org'), mailTo('board@example.org')] }),
    reply('Done.'),
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText('2 tools need your approval.')
    await expect(await canvas.findByText('Done')).toBeVisible()
    await ask(canvasElement, 'And thank them')
    await expect(await canvas.findByRole('list', { name: 'Messages waiting' })).toHaveTextContent('And thank them')
    await waitFor(() => expect(canvas.getAllByRole('button', { name: 'Allow' })).toHaveLength(2))
  },
}

export const Dark: Story = { ...Waits, globals: { theme: 'dark' } }

export const RightToLeft: Story = { ...Waits, globals: { direction: 'rtl' } }
