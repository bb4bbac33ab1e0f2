'use client'

import { type DragEvent, type HTMLAttributes, useMemo } from 'react'

/** Where files may be dropped: the whole of a chat. */
export interface DropZone {
  /** Gets files which are dragged over it, leave it or are dropped, if only to hear that another takes them. */
  onFiles: ((event: DragEvent) => void) | null
}

/** Files which miss the composer are its, too: the browser would open them in place of the page. */
export function useDropZone(): [DropZone, HTMLAttributes<HTMLElement>] {
  return useMemo(() => {
    const zone: DropZone = { onFiles: null }
    const onDrag = (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return
      zone.onFiles?.(event) // before, since it asks whether another took them
      event.preventDefault()
    }
    return [zone, { onDragOver: onDrag, onDragLeave: onDrag, onDrop: onDrag }]
  }, [])
}
