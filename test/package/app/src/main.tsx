import { createRoot } from 'react-dom/client'
import { TogetherChat } from 'together-react/components'
import 'together-react/styles.css'

createRoot(document.getElementById('root') as HTMLElement).render(<TogetherChat />)
