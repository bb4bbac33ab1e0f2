'use client'

import { type ComponentType, memo, type ReactNode, useEffect, useRef, useState } from 'react'
import type { MarkdownPluginProps } from '../../markdown/plugin.js'
import type { Drawing, Drawings } from './createDrawings.js'
import type { DiagramLabels } from './diagrams.js'
import { useFocusHandedOver } from './useFocusHandedOver.js'
import { useIsDark } from './useIsDark.js'

/** Shows the diagrams of one plug-in. */
export function createDiagramComponent(drawings: Drawings, labels: DiagramLabels): ComponentType<MarkdownPluginProps> {
  return memo(function Diagram({ source, isOpen, children }: MarkdownPluginProps): ReactNode {
    const ref = useRef<HTMLDivElement>(null)
    const drawing = useDrawing(drawings, source, isOpen, useIsDark(ref))
    const [failed, setFailed] = useState<Drawing | null>(null)
    const focusHandlers = useFocusHandedOver(ref)
    const isFailed = drawing === null || (drawing !== undefined && drawing === failed)
    return (
      <div ref={ref} className="tg-diagram" {...focusHandlers}>
        {drawing && !isFailed ? (
          <>
            <img
              className="tg-diagram-image"
              src={drawing.address}
              alt={altOf(source, labels)}
              {...drawing.size}
              onError={() => setFailed(drawing)}
            />
            <details data-ui-owned="">
              <summary className="tg-diagram-summary">{labels.source}</summary>
              {children}
            </details>
          </>
        ) : (
          children
        )}
        {isFailed && (
          <p className="tg-note" data-ui-owned="">
            {labels.failed}
          </p>
        )}
      </div>
    )
  })
}

/** Null for what cannot be drawn, undefined while it is not drawn. On a new theme the old drawing stays until then. */
function useDrawing(
  drawings: Drawings,
  source: string,
  isOpen: boolean,
  isDark: boolean | null,
): Drawing | null | undefined {
  const [made, setMade] = useState<{ source: string; isDark: boolean; drawing: Drawing | null } | null>(null)
  const own = made?.source === source ? made : null
  const isWanted = !isOpen && isDark !== null
  const known = isWanted ? (own?.isDark === isDark ? own.drawing : drawings.known(source, isDark)) : undefined
  const isMissing = isWanted && known === undefined

  useEffect(() => {
    if (!isMissing) return
    const controller = new AbortController()
    void drawings.make(source, isDark, controller.signal).then((drawing) => {
      if (!controller.signal.aborted) setMade({ source, isDark, drawing })
    })
    return () => controller.abort()
  }, [isMissing, drawings, source, isDark])

  return isOpen ? undefined : known === undefined ? own?.drawing : known
}

/** The title which the source gives itself. https://mermaid.js.org/config/accessibility.html */
function altOf(source: string, { diagram = '' }: DiagramLabels): string {
  const title = /^[ \t]*(?:pie[ \t]+(?:showData[ \t]+)?)?(?:accTitle:|title:?)[ \t]+(.{1,200})$/m
    .exec(source)?.[1]
    ?.trim()
  return title ? `${diagram}: ${title}` : diagram
}
