'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { IconButton } from '../icons/IconButton.js'
import { useKit } from '../kit/KitContext.js'
import { copyText } from './copyText.js'

export interface CopyButtonProps {
  /** A function, where it is dear to make. */
  text: string | (() => string)
  label: string
}

const shownMs = 2000

/** Copies a text. Its name stays; the tick and the announcement say that it happened. */
export function CopyButton({ text, label }: CopyButtonProps): ReactNode {
  const { announcer, strings } = useKit()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [copied])

  async function copy(): Promise<void> {
    const done = await copyText(typeof text === 'string' ? text : text())
    setCopied(done)
    announcer.announce(done ? strings.copied : strings.copyFailed)
  }

  return <IconButton icon={copied ? 'check' : 'copy'} label={label} data-copied={copied || undefined} onClick={copy} />
}
