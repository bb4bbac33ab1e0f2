'use client'

import { Component, type ReactNode } from 'react'
import { useStrings } from '../kit/KitContext.js'

interface MessageBoundaryProps {
  /** Another one is tried again: another message, or the same one in its final state. */
  version: string
  children: ReactNode
}

/** Keeps what fails in one message away from the others. */
export class MessageBoundary extends Component<MessageBoundaryProps, { hasFailed: boolean }> {
  override state: { hasFailed: boolean } = { hasFailed: false }

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true }
  }

  override componentDidUpdate({ version }: MessageBoundaryProps): void {
    if (this.state.hasFailed && version !== this.props.version) this.setState({ hasFailed: false })
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Failed /> : this.props.children
  }
}

function Failed(): ReactNode {
  return <p className="tg-note">{useStrings().renderFailed}</p>
}
