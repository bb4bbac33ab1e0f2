// The drop-in chat of an app whose server hands out relay tokens, with the relay of `?relay=` on another origin.
import '../../../src/components/styles.css'
import { createRoot } from 'react-dom/client'
import { TogetherChat } from '../../../src/components/index.js'
import { TogetherProvider } from '../../../src/hooks/index.js'

const relay = new URLSearchParams(location.search).get('relay') ?? ''

async function headers(): Promise<Record<string, string>> {
  const token = await (await fetch('/token', { method: 'POST' })).text()
  return { authorization: `Bearer ${token}` }
}

createRoot(document.getElementById('app') as HTMLElement).render(
  <TogetherProvider baseUrl={relay} headers={headers}>
    <TogetherChat />
  </TogetherProvider>,
)
