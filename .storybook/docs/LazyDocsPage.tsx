import { lazy, Suspense } from 'react'

const DocsPage = lazy(async () => ({ default: (await import('./DocsPage.js')).DocsPage }))

/** Loaded with the first page of docs: stories which run as tests have none. */
export function LazyDocsPage() {
  return (
    <Suspense fallback={null}>
      <DocsPage />
    </Suspense>
  )
}
