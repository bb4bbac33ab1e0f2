'use client'

import type { ComponentType } from 'react'
import { createLoaded, type LoadedProps } from '../kit/createLoaded.js'
import type { MessageEditorProps } from './MessageEditor.js'

/** The editor of messages. Most readers write nothing anew: it is loaded with the first click on it. */
export const LoadedEditor: ComponentType<MessageEditorProps & LoadedProps> = createLoaded<MessageEditorProps>(
  async () => (await import('./MessageEditor.js')).MessageEditor,
)
