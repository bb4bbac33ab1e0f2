import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { TogetherChat } from '../src/components/index.js'
import { defaultModel } from '../src/core/index.js'
import { PageBar, useBackendMode } from './PageBar.js'
import '../src/components/styles.css'

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
        <select aria-label="Model" value={model} onChange={(event) => setModel(event.target.value)}>
          {[...new Set([defaultModel, ...(mode?.models ?? [])])].map((id) => (
            <option key={id} value={id}>
              {id.split('/').at(-1)}
            </option>
          ))}
        </select>
      </PageBar>
      <main className="page-main">
        <TogetherChat model={model} suggestions={suggestions} />
      </main>
    </div>
  )
}

createRoot(document.getElementById('app') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
