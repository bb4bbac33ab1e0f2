import { type ReactNode, useEffect, useState } from 'react'
import type { BackendMode } from '../src/vite/index.js'

const answeredBy: Record<BackendMode['mode'], string> = {
  relay: 'Answered by Together AI, through the relay',
  simulator: 'Answered by the simulator: no key is set',
}

/** Who answers, for which models; null until the server has said. */
export function useBackendMode(): BackendMode | null {
  const [mode, setMode] = useState<BackendMode | null>(null)
  useEffect(() => {
    let isMounted = true
    fetch('/api/together/_mode')
      .then((response) => response.json())
      .then(
        (found: BackendMode) => isMounted && setMode(found),
        () => {},
      )
    return () => {
      isMounted = false
    }
  }, [])
  return mode
}

const nextTheme: Record<string, string> = { auto: 'dark', dark: 'light', light: 'auto' }

/** The bar on top of every page: its name, who answers, and the theme. */
export function PageBar({ title, mode, children }: { title: string; mode: BackendMode | null; children?: ReactNode }) {
  const [theme, setTheme] = useState('auto')
  useEffect(() => {
    document.documentElement.dataset.theme = theme === 'auto' ? '' : theme
  }, [theme])
  return (
    <header className="page-bar">
      <h1 className="page-title">{title}</h1>
      <p className="page-mode">{mode && answeredBy[mode.mode]}</p>
      {children}
      <nav className="page-nav" aria-label="Pages">
        <a href="/">Chat</a>
        <a href="/custom.html">Custom</a>
        <a href="/widget.html">Widget</a>
      </nav>
      <button type="button" className="page-theme" onClick={() => setTheme((current) => nextTheme[current] ?? 'auto')}>
        Theme: {theme}
      </button>
    </header>
  )
}
