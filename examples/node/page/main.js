import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { TogetherProvider } from 'together-react'
import { TogetherChat } from 'together-react/components'
import 'together-react/styles.css'
import { createRelayTokens } from './relayTokens.js'

const tokens = createRelayTokens('/api/relay-token')
const app = document.getElementById('app')

if (app) createRoot(app).render(createElement(TogetherProvider, tokens, createElement(TogetherChat)))
