import { Heading, Markdown } from '@storybook/addon-docs/blocks'
import type { ComponentNotes, PartNote } from '../../stories/docs/notes.js'
import { componentTokens, readTokens } from '../../stories/docs/readTokens.js'
import { TokenTable } from '../../stories/docs/TokenTable.js'

/** Of what a component is made, which of its own tokens there are, and what it does for assistive technology. */
export function NotesSections({ notes: { anatomy, parts = [], accessibility } }: { notes: ComponentNotes }) {
  const tokens = componentTokens(readTokens(document), anatomy)
  return (
    <>
      <Heading>Anatomy</Heading>
      <PartTable heading="Class" parts={anatomy.map(([name, ...rest]) => [`.${name}`, ...rest])} />
      {parts.length > 0 && (
        <>
          <Heading>Without looks</Heading>
          <p>
            The same behaviour, roles and states without a class of the kit, from <code>together-react/parts</code>.
            Each takes the attributes of its element, and <code>render</code> for another one.
          </p>
          <PartTable heading="Part" parts={parts} />
        </>
      )}
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

function PartTable({ heading, parts }: { heading: string; parts: readonly PartNote[] }) {
  return (
    <table className="kit-table">
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col">What it is</th>
          <th scope="col">States</th>
        </tr>
      </thead>
      <tbody>{parts.map(renderPart)}</tbody>
    </table>
  )
}

function renderPart([name, part, states = []]: PartNote) {
  return (
    <tr key={name}>
      <th scope="row">
        <code>{name}</code>
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
