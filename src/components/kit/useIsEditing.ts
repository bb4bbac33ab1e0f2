'use client'

import { useSyncExternalStore } from 'react'
import type { Signal } from './createSignal.js'

/** Which message of a chat is being written anew; null when none is. */
export type Editing = Signal<string | null>

/** Whether this message is being edited. Renders only when that changes. */
export function useIsEditing(editing: Editing, id: string): boolean {
  const isEditing = () => editing.get() === id
  return useSyncExternalStore(editing.subscribe, isEditing, isEditing)
}
