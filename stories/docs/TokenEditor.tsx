import { useState } from 'react'
import { Markdown, TogetherChat } from '../../src/components/index.js'
import { ChatMessage } from '../../src/hooks/index.js'
import { rich } from '../support/texts.js'
import { ColourField, SizeField } from './EditorFields.js'
import { type Changes, colourIn, cssOf, noChanges, sizeTokens } from './editorTokens.js'
import { readTokens } from './readTokens.js'
import { chooseTheme, type Theme, useDocumentTheme } from './useDocumentTheme.js'
import './editor.css'

const conversation = [
  ChatMessage.fromUser('What does the relay do?'),
  ChatMessage.fromAssistant(rich, {
    meta: {
      model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
      finish_reason: 'stop',
      usage: { completion_tokens: 312 },
    },
  }),
]

/** The drop-in chat beside a form of its tokens, and what to copy into a stylesheet. */
export function TokenEditor() {
  const theme = useDocumentTheme()
  const [tokens] = useState(() => readTokens(document))
  const [changes, setChanges] = useState<Changes>(noChanges)
  const colours = tokens.filter(({ name }) => name.startsWith('--tg-color-'))
  const palette = Object.fromEntries(colours.map((token) => [token.name, colourIn(theme, token)]))
  const shown = { ...palette, ...changes[theme] }

  function set(kind: keyof Changes, name: string, value: string): void {
    setChanges({ ...changes, [kind]: { ...changes[kind], [name]: value } })
  }

  return (
    <div className="kit-editor">
      <style>{cssOf(changes, '.kit-editor-chat')}</style>
      <form className="tg-root kit-editor-form" aria-label="Tokens" onSubmit={(event) => event.preventDefault()}>
        <ThemeChoice theme={theme} />
        <fieldset className="kit-fields">
          <legend>{theme === 'light' ? 'Colours of the light theme' : 'Colours of the dark theme'}</legend>
          {colours.map(({ name }) => (
            <ColourField key={name} name={name} palette={shown} onValueChange={(value) => set(theme, name, value)} />
          ))}
        </fieldset>
        <fieldset className="kit-fields">
          <legend>Sizes</legend>
          {sizeTokens.map((size) => (
            <SizeField
              key={size.name}
              size={size}
              value={changes.sizes[size.name] ?? tokens.find(({ name }) => name === size.name)?.fallback ?? ''}
              onValueChange={(value) => set('sizes', size.name, value)}
            />
          ))}
        </fieldset>
        <Result css={cssOf(changes)} onReset={() => setChanges(noChanges)} />
      </form>
      <div className="kit-editor-chat">
        <TogetherChat initialMessages={conversation} placeholder="The simulator answers" />
      </div>
    </div>
  )
}

function ThemeChoice({ theme }: { theme: Theme }) {
  return (
    <fieldset className="kit-fields kit-themes">
      <legend>Theme</legend>
      {(['light', 'dark'] as const).map((each) => (
        <label key={each} className="kit-field">
          {each === 'light' ? 'Light' : 'Dark'}
          <input type="radio" name="theme" checked={theme === each} onChange={() => chooseTheme(each)} />
        </label>
      ))}
    </fieldset>
  )
}

function Result({ css, onReset }: { css: string; onReset: () => void }) {
  if (css === '') return <p className="kit-result">Nothing is changed yet. What you change is here as CSS to copy.</p>
  return (
    <>
      <p className="kit-result">
        For pages which set <code>data-theme</code>; where the system decides, put the colours into{' '}
        <code>@media (prefers-color-scheme: …)</code>.
      </p>
      <Markdown text={`\`\`\`css\n${css}\n\`\`\``} />
      <button type="button" className="tg-text-button kit-reset" onClick={onReset}>
        Back to the defaults
      </button>
    </>
  )
}
