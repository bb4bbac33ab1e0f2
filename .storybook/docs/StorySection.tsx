import { Description, type Of, Source, Subheading } from '@storybook/addon-docs/blocks'
import type { PreparedStory } from 'storybook/internal/types'
import { StoryFrame } from './StoryFrame.js'

/** One state of a component: what it shows, and the code which makes it. */
export function StorySection({ story }: { story: PreparedStory }) {
  const { id, name, parameters, moduleExport } = story
  const { source } = parameters.docs ?? {}
  const code: string = source?.code ?? source?.originalSource ?? ''
  return (
    <section className="kit-story">
      <Subheading>{name}</Subheading>
      <Description of={moduleExport as Of} />
      <StoryFrame id={id} title={name} height={parameters.layout === 'fullscreen' ? '30rem' : undefined} />
      <p className="kit-links">
        <a href={`?path=/story/${id}`} target="_top">
          {`Open ${name}`}
        </a>
      </p>
      {code !== '' && (
        <details className="kit-source" open={source?.code !== undefined}>
          <summary>Code</summary>
          <Source code={code} language="tsx" dark={false} />
        </details>
      )}
    </section>
  )
}
