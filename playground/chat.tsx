import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { TogetherChat } from '../src/components/index.js'
import { TogetherModelPicker } from '../src/components/models/index.js'
import { diagrams } from '../src/components/plugins/diagrams/index.js'
import { highlight } from '../src/components/plugins/highlight/index.js'
import { math } from '../src/components/plugins/math/index.js'
import { defaultModel } from '../src/core/index.js'
import { PageBar, useBackendMode } from './PageBar.js'
import 'katex/dist/katex.min.css'
import '../src/components/styles.css'

const plugins = [highlight(), math(), diagrams()]

const suggestions = [
  'Compare SQLite, PostgreSQL and Redis in a table',
  'Write a debounce function in TypeScript',
  'Why is the sky blue?',
  'مرحبا، ماذا يمكنك أن تفعل؟',
]

function App() {
  const mode = useBackendMode()
  const [model, setModel] = useState(defaultModel)
  return (
    <div className="page">
      <PageBar title="together-react" mode={mode}>
        <div className="tg-root page-model">
          <TogetherModelPicker value={model} onValueChange={setModel} />
        </div>
      </PageBar>
      <main className="page-main">
        <TogetherChat model={model} suggestions={suggestions} markdownPlugins={plugins} />
      </main>
    </div>
  )
}

createRoot(document.getElementById('app') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
