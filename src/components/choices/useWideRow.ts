'use client'

import type { RefObject } from 'react'
import { useBrowserLayoutEffect } from '../kit/useBrowserLayoutEffect.js'

/**
 * Gives the row around the choices more width than the chat's column has. By attributes, not by `:has`: with that the
 * browser works out the styles of the whole list again for each piece of a reply.
 */
export function useWideRow(view: RefObject<HTMLElement | null>, isWide: boolean): void {
  useBrowserLayoutEffect(() => {
    const message = view.current?.closest<HTMLElement>('.tg-message')
    const row = message?.closest<HTMLElement>('.tg-row')
    const rows = row?.closest<HTMLElement>('.tg-rows')
    if (!isWide || !message || !row || !rows) return
    for (const element of [message, row, rows]) element.dataset.wide = ''
    return () => {
      delete message.dataset.wide
      delete row.dataset.wide
      if (!rows.querySelector('.tg-row[data-wide]')) delete rows.dataset.wide
    }
  }, [view, isWide])
}
