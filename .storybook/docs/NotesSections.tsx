import { Heading, Markdown } from '@storybook/addon-docs/blocks'
import type { ComponentNotes, PartNote } from '../../stories/docs/notes.js'
import { componentTokens, readTokens } from '../../stories/docs/readTokens.js'
import { TokenTable } from '../../stories/docs/TokenTable.js'

/** Of what a component is made, which of its own tokens there are, and what it does for assistive technology. */
export function NotesSections({ notes: { anatomy, accessibility } }: { notes: ComponentNotes }) {
  const tokens = componentTokens(readTokens(document), anatomy)
  return (
    <>
      <Heading>Anatomy</Heading>
      <table className="kit-table">
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col">Part</th>
            <th scope="col">States</th>
          </tr>
        </thead>
        <tbody>{anatomy.map(renderPart)}</tbody>
      </table>
      <Heading>Tokens</Heading>
      {tokens.length === 0 ? (
        <p>It has no tokens of its own: it follows those of the theme.</p>
      ) : (
        <TokenTable tokens={tokens} />
      )}
      <Heading>Accessibility</Heading>
      <Markdown>{accessibility.map((line) => `- ${line}`).join('\n')}</Markdown>
    </>
  )
}

function renderPart([name, part, states = []]: PartNote) {
  return (
    <tr key={name}>
      <th scope="row">
        <code>{`.${name}`}</code>
      </th>
      <td>{part}</td>
      <td>
        {states.map((state) => (
          <code key={state}>{state}</code>
        ))}
      </td>
    </tr>
  )
}
