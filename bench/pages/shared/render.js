import { createRoot } from 'react-dom/client'

/** Renders as an app does: once, into `#root`. @param {import('react').ReactNode} element */
export function render(element) {
  createRoot(/** @type {HTMLElement} */ (document.getElementById('root'))).render(element)
}
