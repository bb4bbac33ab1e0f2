import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { Composer, MessageList, Welcome, type WelcomeProps } from '../src/components/index.js'
import { reply } from '../src/testing/index.js'
import { expectFits, longWord } from './support/fits.js'
import { inFrame, Stage } from './support/Stage.js'
import { simulate } from './support/simulate.js'

const meta: Meta<typeof Welcome> = {
  component: Welcome,
  decorators: [inFrame],
  parameters: { layout: 'fullscreen', ...simulate(reply('Monday: lentils.')) },
  render: (args) => <Empty {...args} />,
}
export default meta

type Story = StoryObj<typeof Welcome>

/** In its place: where messages will be. */
function Empty(props: WelcomeProps) {
  return (
    <Stage className="tg-chat">
      <MessageList empty={<Welcome {...props} />} />
      <div className="tg-dock">
        <Composer />
      </div>
    </Stage>
  )
}

/** What a button says, and what it sends where that is not the same. */
export const WithSuggestions: Story = {
  args: {
    title: 'What are we cooking?',
    suggestions: [
      'What is in season?',
      { label: 'Plan a week', prompt: 'Plan a week of simple dinners for two people.' },
    ],
  },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(within(canvas.getByRole('list', { name: 'Suggestions' })).getByText('Plan a week'))
    await expect(await canvas.findByText('Plan a week of simple dinners for two people.')).toBeVisible()
    await canvas.findByText('Monday: lentils.')
    await expect(canvas.queryByRole('list', { name: 'Suggestions' })).toBeNull()
    await waitFor(() => expect(canvas.getByRole('log')).toHaveFocus())
  },
}

export const WithoutSuggestions: Story = {
  async play({ canvasElement }) {
    await expect(within(canvasElement).getByText('What can I help with?')).toBeVisible()
    await expect(within(canvasElement).queryByRole('list', { name: 'Suggestions' })).toBeNull()
  },
}

export const LongWords: Story = {
  args: {
    title: longWord,
    suggestions: [longWord, 'Something that takes more than one line to say. '.repeat(6), 'Short'],
  },
  async play({ canvasElement }) {
    await expectFits(canvasElement)
  },
}

export const RightToLeft: Story = {
  args: { title: 'كيف أساعدك؟', suggestions: ['ما الجديد اليوم؟', 'اكتب لي رسالة قصيرة', 'Write it in English'] },
  globals: { direction: 'rtl' },
}
