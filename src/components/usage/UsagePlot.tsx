'use client'

import { memo, type PointerEvent, type ReactNode, useMemo, useState } from 'react'
import { useWords } from '../kit/KitContext.js'
import { tokensIn, type UsageBar } from './barsOf.js'
import { type BarShape, barAt, costLine, placesFor, placeWidth, plotHeight, shapesOf } from './plotShapes.js'
import { englishUsage } from './strings.js'

/**
 * Prompt and completion of each turn as stacked bars, the cost so far as a line. A slider over it takes the one tab stop
 * and says the values of its bar; the line below shows them, also for the bar under the pointer.
 */
export function UsagePlot({ bars }: { bars: readonly UsageBar[] }): ReactNode {
  const strings = useWords(englishUsage)
  const [chosen, setChosen] = useState<number | null>(null)
  const last = bars.length - 1
  const place = Math.min(chosen ?? last, last)
  const [first, bar] = [bars[0], bars[place]]
  if (!first || !bar) return null
  const values = strings.usageBar(bar)

  function onPointer({ currentTarget, clientX }: PointerEvent): void {
    setChosen(barAt(shareAt(currentTarget, clientX), bars))
  }

  return (
    <figure className="tg-usage-figure">
      <div className="tg-usage-plot" onPointerMove={onPointer} onPointerDown={onPointer}>
        <Drawing bars={bars} place={place} />
        <input
          type="range"
          className="tg-usage-chooser"
          min={1}
          max={bars.length}
          value={place + 1}
          aria-label={strings.usageTurnChooser}
          aria-valuetext={values}
          onChange={({ currentTarget }) => setChosen(Number(currentTarget.value) - 1)}
        />
      </div>
      <figcaption>
        <p className="tg-usage-values">{values}</p>
        <ul className="tg-usage-legend">
          <li data-series="prompt">{strings.usageColumn('prompt')}</li>
          <li data-series="completion">{strings.usageColumn('completion')}</li>
          {bars[last]?.costSoFar ? <li data-series="cost">{strings.usageColumn('cost')}</li> : null}
        </ul>
        {first.from < first.to && <p className="tg-usage-note">{strings.usageOlder(first)}</p>}
      </figcaption>
    </figure>
  )
}

/** Where a pointer is across an element, from 0 at its beginning to 1. */
function shareAt(element: Element, clientX: number): number {
  const { left, width } = element.getBoundingClientRect()
  const share = (clientX - left) / width
  return getComputedStyle(element).direction === 'rtl' ? 1 - share : share
}

function Drawing({ bars, place }: { bars: readonly UsageBar[]; place: number }): ReactNode {
  const strings = useWords(englishUsage)
  const single = bars.filter(({ from, to }) => from === to)
  const largest = single.reduce((most, bar) => (tokensIn(bar) > tokensIn(most) ? bar : most))
  const turns = bars.at(-1)?.to ?? 0
  const name = strings.usagePlot(turns, largest, bars.at(-1)?.costSoFar || null)
  return (
    <svg
      className="tg-usage-drawing tg-flip"
      role="img"
      aria-label={name}
      viewBox={`0 0 ${placesFor(bars) * placeWidth} ${plotHeight}`}
      preserveAspectRatio="none"
    >
      <rect className="tg-usage-place" x={place * placeWidth} width={placeWidth} height={plotHeight} />
      <Bars bars={bars} />
    </svg>
  )
}

const Bars = memo(function Bars({ bars }: { bars: readonly UsageBar[] }): ReactNode {
  const [shapes, line] = useMemo(() => [shapesOf(bars), costLine(bars)], [bars])
  return (
    <>
      {shapes.map(renderBar)}
      {line && <polyline className="tg-usage-line" points={line} vectorEffect="non-scaling-stroke" />}
    </>
  )
})

const gap = 1.5

function renderBar({ place, promptHeight, completionHeight, isCut }: BarShape): ReactNode {
  const across = { x: place * placeWidth + gap, width: placeWidth - 2 * gap }
  const top = plotHeight - promptHeight
  return (
    <g key={place} data-cut={isCut || undefined}>
      <rect className="tg-usage-bar" data-series="prompt" {...across} y={top} height={promptHeight} />
      <rect
        className="tg-usage-bar"
        data-series="completion"
        {...across}
        y={top - completionHeight}
        height={Math.max(0, completionHeight - 1)}
      />
      {isCut && <rect className="tg-usage-cut" {...across} y={8} height={4} />}
    </g>
  )
}
