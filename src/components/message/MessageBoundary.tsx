'use client'

import { Component, type ReactNode } from 'react'

interface MessageBoundaryProps {
  /** Another message is tried again. */
  messageId: string
  fallback: ReactNode
  children: ReactNode
}

/** Keeps what fails in one message away from the others. */
export class MessageBoundary extends Component<MessageBoundaryProps, { hasFailed: boolean }> {
  override state: { hasFailed: boolean } = { hasFailed: false }

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true }
  }

  override componentDidUpdate({ messageId }: MessageBoundaryProps): void {
    if (this.state.hasFailed && messageId !== this.props.messageId) this.setState({ hasFailed: false })
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children
  }
}
