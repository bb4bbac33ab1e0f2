import { TogetherChat } from '../../src/components/index.js'
import './brand.css'

/** A dark brand from tokens alone: the stylesheet of the kit stays as it is. */
export function BrandChat() {
  return (
    <div className="brand" data-theme="dark">
      <TogetherChat
        title="What shall we grow?"
        suggestions={['Plan a small herb garden', 'What grows in the shade?']}
      />
    </div>
  )
}
