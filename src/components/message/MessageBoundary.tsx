'use client'

import { Component, type ReactNode } from 'react'

interface MessageBoundaryProps {
  fallback: ReactNode
  children: ReactNode
}

/** Keeps what fails in one message away from the others. A new `key` tries again. */
export class MessageBoundary extends Component<MessageBoundaryProps, { hasFailed: boolean }> {
  override state: { hasFailed: boolean } = { hasFailed: false }

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children
  }
}
