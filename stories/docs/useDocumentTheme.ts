import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

/** The theme of the page, whoever chose it: the toolbar, or a control of ours. */
export function useDocumentTheme(): Theme {
  return useSyncExternalStore(subscribe, read)
}

/** Chooses it as a site does. */
export function chooseTheme(theme: Theme): void {
  const { dataset, style } = document.documentElement
  dataset.theme = style.colorScheme = theme
}

function read(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
