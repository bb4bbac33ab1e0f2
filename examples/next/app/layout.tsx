import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import 'together-react/styles.css'

export const metadata: Metadata = { title: 'together-react on Next.js' }

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body style={{ margin: 0, height: '100dvh' }}>{children}</body>
    </html>
  )
}
