import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { MarkdownProps, TogetherChatProps } from '../../../src/components/index.js'
import type { ControlledStream } from '../../../src/testing/index.js'
import { nextFrame, renderStepped } from '../support.js'
import { end, finish, say } from './support.js'

const field = () => screen.getByRole('textbox', { name: 'Message' })
const options = () => screen.getAllByRole('radio')
const column = (name: string) => screen.getByRole('group', { name })
const articles = () => screen.getAllByRole('article')
const spoken = () => [...document.querySelectorAll('[aria-live="polite"]')].map((region) => region.textContent).join('')
const names = () => options().map((option) => option.getAttribute('aria-label'))

async function ask(n: number, props: TogetherChatProps = {}) {
  const rendered = renderStepped({ generationKwargs: { n }, ...props })
  await rendered.user.type(field(), 'Name a colour{Enter}')
  return { ...rendered, stream: rendered.streams[0] as ControlledStream }
}

/** Lets the stream go on, and waits until the chat shows it. */
async function step(go: () => Promise<void>) {
  await act(async () => {
    await go()
    await nextFrame()
  })
}

async function three(props: TogetherChatProps = {}) {
  const rendered = await ask(3, props)
  const { stream } = rendered
  await step(() => say(stream, 'Red', 'Green', 'Blue'))
  await screen.findByRole('radiogroup')
  return rendered
}

async function threeFinished(props: TogetherChatProps = {}) {
  const rendered = await three(props)
  await step(() => end(rendered.stream, [0, 1, 2]))
  await step(() => finish(rendered.stream))
  return rendered
}

describe('Choices', () => {
  it('stand side by side as soon as there is a second one, and stream at once', async () => {
    const { stream } = await three()
    expect(column('Choice 1')).toHaveTextContent('Red')
    expect(column('Choice 2')).toHaveTextContent('Green')
    expect(column('Choice 3')).toHaveTextContent('Blue')
    await step(() => say(stream, ' wine', ' tea', ' sky'))
    expect(column('Choice 3')).toHaveTextContent('Blue sky')
    expect(articles()).toHaveLength(2)
  })

  it('have one control for what to go on with: the versions of the answer count as one', async () => {
    await threeFinished()
    expect(screen.queryByRole('group', { name: 'Versions' })).toBeNull()
    expect(screen.getByRole('radiogroup', { name: 'Choose one to go on with' })).toBeInTheDocument()
    expect(options()[0]).toBeChecked()
  })

  it('name each option by what became of the reply', async () => {
    const { stream } = await three()
    expect(names()).toEqual(['Choice 1, being written', 'Choice 2, being written', 'Choice 3, being written'])
    await step(() => end(stream, [0, 1], 'length'))
    await step(() => stream.error())
    expect(names()).toEqual(['Choice 1, length', 'Choice 2, length', 'Choice 3, broken off'])
  })

  it('are rendered alone when one grows', async () => {
    const renders: string[] = []
    function Counted({ text }: MarkdownProps) {
      renders.push(text)
      return <p>{text}</p>
    }
    const { stream } = await three({ components: { Markdown: Counted } })
    const before = renders.filter((text) => text === 'Red').length
    for (const word of [' 1', ' 2', ' 3']) await step(() => say(stream, '', word))
    expect(column('Choice 2')).toHaveTextContent('Green 1 2 3')
    expect(renders.filter((text) => text === 'Red')).toHaveLength(before)
    expect(renders.filter((text) => text === 'Blue')).toHaveLength(1)
  })

  it('show what is known of each alone; what the request used stands below all', async () => {
    await threeFinished()
    for (const name of ['Choice 1', 'Choice 2', 'Choice 3'])
      expect(within(column(name)).queryByText('12 tokens')).toBeNull()
    expect(within(column('Choice 2')).getByText('stop', { selector: 'summary *' })).toBeInTheDocument()
    expect(screen.getByText('12 tokens')).toBeInTheDocument()
  })

  it('say that the answer begins and how many there are to choose from, once each, and nothing of what streams', async () => {
    const heard: string[] = []
    const observer = new MutationObserver(() => spoken() && heard.push(spoken()))
    const { stream } = await ask(3)
    for (const region of document.querySelectorAll('[aria-live="polite"]'))
      observer.observe(region, { childList: true, characterData: true, subtree: true })
    await step(() => say(stream, 'Red', 'Green', 'Blue'))
    await waitFor(() => expect(heard).toHaveLength(1))
    for (const word of [' a', ' b', ' c']) await step(() => say(stream, word, word, word))
    await step(() => end(stream, [0, 1, 2]))
    await step(() => finish(stream))
    await waitFor(() => expect(heard).toHaveLength(2))
    expect(heard).toEqual(['Assistant is responding', '3 answers to choose from. Red a b c'])
  })

  it('put an error into the column of the choice which has it', async () => {
    const { stream } = await three()
    await step(() => end(stream, [0, 1]))
    await step(() => stream.error())
    const broken = column('Choice 3')
    expect(within(broken).getByText('The answer broke off.')).toBeInTheDocument()
    expect(screen.getAllByText('The answer broke off.', { selector: '.tg-error-text' })).toHaveLength(1)
    expect(within(broken).getByText('Blue')).toBeInTheDocument()
    expect(column('Choice 1')).toHaveAttribute('data-status', 'complete')
  })

  it('say which ones were stopped, and let each go on', async () => {
    const { user, stream, streams } = await three()
    await step(() => end(stream, [1]))
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    expect(names()).toEqual(['Choice 1, stopped', 'Choice 2, stop', 'Choice 3, stopped'])
    await user.click(within(column('Choice 3')).getByRole('button', { name: 'Continue' }))
    await waitFor(() => expect(streams).toHaveLength(2))
    await step(async () => streams[1]?.text(' sky'))
    expect(column('Choice 3')).toHaveTextContent('Blue sky')
    expect(column('Choice 2')).toHaveTextContent('Green')
    expect(options()[2]).toBeChecked()
  })

  it('are copied one by one', async () => {
    const { user } = await threeFinished()
    await user.click(within(column('Choice 2')).getByRole('button', { name: 'Copy' }))
    expect(await navigator.clipboard.readText()).toBe('Green')
    expect(screen.getAllByRole('button', { name: 'Copy' }).length).toBe(4) // the question has one, too
  })

  it('scroll apart when they should, each in a region with a name', async () => {
    const { user } = await threeFinished()
    const toggle = screen.getByRole('button', { name: 'Scroll apart' })
    expect(toggle).toHaveAttribute('aria-pressed', 'false')
    await user.click(toggle)
    expect(toggle).toHaveAttribute('aria-pressed', 'true')
    expect(screen.getByRole('group', { name: 'Text of Choice 2' })).toHaveAttribute('tabindex', '0')
    await user.click(toggle)
    expect(screen.queryByRole('group', { name: 'Text of Choice 2' })).toBeNull()
  })

  it('are shown by a component of the application where it has one', async () => {
    const { stream } = await ask(2, {
      components: { Choices: ({ messageIds }) => <p>{messageIds.length} of mine</p> },
    })
    await step(() => say(stream, 'Red', 'Green'))
    expect(screen.getByText('2 of mine')).toBeInTheDocument()
    expect(screen.queryByRole('radiogroup')).toBeNull()
  })

  it('speak the words which the chat was given', async () => {
    await three({ strings: { choice: (place) => `Antwort ${place}`, pickChoice: 'Damit weiter' } })
    const second = column('Antwort 2')
    expect(within(second).getByRole('button', { name: 'Damit weiter' })).toBeInTheDocument()
  })
})
