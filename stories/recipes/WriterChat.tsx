import { type ComposerProps, TogetherChat } from '../../src/components/index.js'
import { Composer } from '../../src/components/parts/index.js'
import './writer.css'

/** A composer of your own, from the parts: templates above the text, the length and a hint below. */
export function WriterChat() {
  return <TogetherChat components={components} placeholder="What is it about?" />
}

const components = { Composer: Writer }

function Writer({ placeholder, composer, accept }: ComposerProps) {
  return (
    <Composer.Root composer={composer} accept={accept} className="writer">
      <Templates />
      <Composer.Input placeholder={placeholder} rows={3} className="writer-text" />
      <div className="writer-bar">
        <Facts />
        <Composer.Send />
      </div>
    </Composer.Root>
  )
}

const templates = { 'Sum up': 'Sum this up in three sentences:\n', Translate: 'Translate into English:\n' }

function Templates() {
  const { composer, field } = Composer.useScope()
  const begin = (text: string) => {
    composer.setText(text + composer.text)
    field.current?.focus()
  }
  return (
    <fieldset className="writer-templates">
      <legend>Begin with</legend>
      {Object.entries(templates).map(([name, text]) => (
        <button key={name} type="button" onClick={() => begin(text)}>
          {name}
        </button>
      ))}
    </fieldset>
  )
}

function Facts() {
  const { composer, hintId } = Composer.useScope()
  return (
    <p className="writer-facts">
      <span id={hintId}>Enter sends.</span> {composer.text.length} characters
    </p>
  )
}
