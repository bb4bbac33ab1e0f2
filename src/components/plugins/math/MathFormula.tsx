'use client'

import { type ComponentType, memo, type ReactNode, useEffect, useRef, useState } from 'react'
import { useBrowserLayoutEffect } from '../../kit/useBrowserLayoutEffect.js'
import type { MarkdownPluginProps } from '../../markdown/plugin.js'
import type { Formula, Formulas } from './createFormulas.js'

/** Shows the formulas of one plug-in. */
export function createMathComponent(formulas: Formulas, label: string): ComponentType<MarkdownPluginProps> {
  return memo(function MathFormula({ source, isBlock, isOpen }: MarkdownPluginProps): ReactNode {
    const formula = useFormula(formulas, source, isBlock, isOpen)
    // Marks with nothing between them are no formula.
    if (source === '' && !isOpen) return <p>$$</p>
    const region = isBlock ? { role: 'group', 'aria-label': label, tabIndex: 0 } : undefined
    return (
      <span className="tg-math" data-display={isBlock || undefined} dir="ltr" {...region}>
        {formula ? <Shown formula={formula} source={source} isBlock={isBlock} /> : <code>{source}</code>}
      </span>
    )
  })
}

function useFormula(formulas: Formulas, source: string, isBlock: boolean, isOpen: boolean): Formula {
  const [made, setMade] = useState<{ source: string; formula: Formula } | null>(null)
  const own = made?.source === source ? made.formula : undefined
  const formula = isOpen ? null : (own ?? formulas.known(source, isBlock))
  const isMissing = formula === undefined

  useEffect(() => {
    if (!isMissing) return
    const controller = new AbortController()
    void formulas.make(source, isBlock, controller.signal).then((each) => {
      if (!controller.signal.aborted) setMade({ source, formula: each })
    })
    return () => controller.abort()
  }, [isMissing, formulas, source, isBlock])

  return formula ?? null
}

interface ShownProps {
  formula: HTMLElement
  source: string
  isBlock: boolean
}

/**
 * The elements which KaTeX made, and above them the source, which is not seen: it is what can be selected, so that it is
 * what is copied.
 */
function Shown({ formula, source, isBlock }: ShownProps): ReactNode {
  const ref = useRef<HTMLSpanElement>(null)
  useBrowserLayoutEffect(() => {
    ref.current?.replaceChildren(formula.cloneNode(true))
  }, [formula])
  return (
    <span className="tg-math-shown">
      <span ref={ref} className="tg-math-set" />
      <span className="tg-math-source" aria-hidden="true">
        {isBlock ? `$$${source}$$` : `$${source}$`}
      </span>
    </span>
  )
}
