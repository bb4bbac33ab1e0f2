import type { Token } from './readTokens.js'
import './tokens.css'

/** Tokens with what holds where they are not set. */
export function TokenTable({ tokens, caption }: { tokens: readonly Token[]; caption?: string }) {
  return (
    <table className="kit-table">
      {caption !== undefined && <caption>{caption}</caption>}
      <thead>
        <tr>
          <th scope="col">Token</th>
          <th scope="col">Where it is not set</th>
        </tr>
      </thead>
      <tbody>{tokens.map(renderToken)}</tbody>
    </table>
  )
}

function renderToken({ name, fallback, dark, value }: Token) {
  return (
    <tr key={name}>
      <th scope="row">
        <code>{name}</code>
      </th>
      <td>
        {isColour(name) && <Swatch colour={dark === null ? value : fallback} />}
        <code>{fallback}</code>
        {dark !== null && (
          <span className="kit-dark">
            dark: {isColour(name) && <Swatch colour={dark} />}
            <code>{dark}</code>
          </span>
        )}
      </td>
    </tr>
  )
}

/** Inside of a root, where the kit's own names have values. */
function Swatch({ colour }: { colour: string }) {
  return (
    <span className="tg-root kit-swatch" aria-hidden="true">
      <span className="kit-swatch-colour" style={{ background: colour }} />
    </span>
  )
}

function isColour(name: string): boolean {
  return (
    /-(?:color|code|token|usage)-|-(?:bg|border|color)$/.test(name) && !/-(?:radius|width|size|padding)$/.test(name)
  )
}
