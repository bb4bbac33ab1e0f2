import facts from 'virtual:kit-facts'
import {
  Controls,
  Description,
  DocsContext,
  Heading,
  Markdown,
  Primary,
  PureArgsTable,
  Source,
  Title,
} from '@storybook/addon-docs/blocks'
import { useContext } from 'react'
import { notes } from '../../stories/docs/notes.js'
import { displayNameOf, propRows } from './argTypes.js'
import { NotesSections } from './NotesSections.js'
import { StorySection } from './StorySection.js'

/**
 * The page of a component: what it does, how it is called, what it takes, of what it is made, and each of its states.
 * What a component does and takes comes from the sources, its tokens from the stylesheet, the rest from `notes.ts`.
 */
export function DocsPage() {
  const { componentStories } = useContext(DocsContext)
  const stories = componentStories().filter(({ tags }) => tags.includes('autodocs'))
  const [first] = stories
  const name = first?.title.split('/').at(-1) ?? ''
  const known = facts[name]
  const isLive = known !== undefined && displayNameOf(first?.component) === name
  const own = notes[name]
  return (
    <>
      <Title />
      {known ? <Markdown>{known.description}</Markdown> : <Description />}
      {known?.example && <Source code={known.example} language="tsx" />}
      {isLive && <Primary />}
      {known && <Heading>Props</Heading>}
      {known && <div className="kit-props">{isLive ? <Controls /> : <PureArgsTable rows={propRows(name)} />}</div>}
      {own && <NotesSections notes={own} />}
      <Heading>Stories</Heading>
      <p>Each stands here as it begins. Opened, those with steps play them.</p>
      {stories.map((story) => (
        <StorySection key={story.id} story={story} />
      ))}
    </>
  )
}
