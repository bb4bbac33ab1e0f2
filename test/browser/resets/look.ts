// What is seen of an element, as the browser worked it out from all stylesheets of the page.

/** One element, or a part of it which its styles make. */
export interface Look {
  /** Its tag and classes, and those of what it stands in. */
  name: string
  /** Which deviations count for it, by their place. */
  deviations: number[]
  style: Record<string, string>
  /** In CSS px, the place counted from the element around it. */
  box: { x: number; y: number; width: number; height: number }
}

const ofBoxes = [
  ...['display', 'position', 'opacity', 'cursor', 'backgroundColor', 'backgroundImage', 'boxShadow', 'overflowX'],
  ...['overflowY', 'rowGap', 'columnGap', 'alignItems', 'justifyContent', 'flexDirection', 'flexWrap', 'float'],
  ...['marginTop', 'marginRight', 'marginBottom', 'marginLeft'],
  ...['paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft'],
  ...['borderTopLeftRadius', 'borderTopRightRadius', 'borderBottomLeftRadius', 'borderBottomRightRadius'],
] as const

const ofText = [
  ...['color', 'fontFamily', 'fontSize', 'fontStyle', 'fontVariantNumeric', 'fontWeight', 'letterSpacing'],
  ...['lineHeight', 'overflowWrap', 'textAlign', 'textDecorationColor', 'textDecorationLine', 'textDecorationStyle'],
  ...['textDecorationThickness', 'textIndent', 'textTransform', 'whiteSpace', 'wordBreak', 'wordSpacing'],
] as const

const ofLists = ['listStyleType', 'listStylePosition', 'listStyleImage'] as const
const ofDrawings = ['color', 'fill', 'stroke', 'strokeWidth'] as const
const sides = ['Top', 'Right', 'Bottom', 'Left'] as const

/** Everything which is shown of these elements and inside of them, in the order of the document. */
export function lookOf(selector: string, deviants: readonly string[]): Look[] {
  const looks: Look[] = []
  for (const element of document.querySelectorAll(`${selector}, ${selector} *`)) {
    // What is only read out may say something else by now, or look as it wants.
    if (!element.checkVisibility() || element.closest('.tg-hidden, .katex-mathml')) continue
    const name = nameOf(element)
    const deviations = deviants.flatMap((within, place) => (element.closest(within) ? [place] : []))
    looks.push({ name, deviations, style: styleOf(element), box: boxOf(element) })
    for (const part of ['::before', '::after', '::placeholder']) {
      const style = partOf(element, part)
      if (style) looks.push({ name: `${name}${part}`, deviations, style, box: { x: 0, y: 0, width: 0, height: 0 } })
    }
  }
  return looks
}

function styleOf(element: Element): Record<string, string> {
  const style = getComputedStyle(element)
  const isDrawing = element instanceof SVGElement
  return {
    ...pick(style, ofBoxes),
    ...bordersOf(style),
    ...(hasText(element) && pick(style, ofText)),
    ...(style.display === 'list-item' && pick(style, ofLists)),
    ...(isDrawing && pick(style, ofDrawings)),
    // Elsewhere it changes nothing: a flex container lays out its items in its own way.
    ...(/^(?:inline|table-cell)/.test(style.display) && pick(style, ['verticalAlign'])),
    ...(!isDrawing && isSizedWithEdges(element, style) && pick(style, ['boxSizing'])),
  }
}

/** A part which the styles make, or the placeholder of a field; null where there is none. */
function partOf(element: Element, part: string): Record<string, string> | null {
  const style = getComputedStyle(element, part)
  if (part === '::placeholder') return element.matches(':placeholder-shown') ? pick(style, ['color', 'opacity']) : null
  if (style.content === 'none' || style.content === 'normal') return null
  const isText = style.content !== '""'
  const sizes = { content: style.content, width: outerSize(style, 'width'), height: outerSize(style, 'height') }
  return { ...pick(style, ofBoxes), ...bordersOf(style), ...sizes, ...(isText && pick(style, ofText)) }
}

/** With its edges, whichever of the two sizes it states. */
function outerSize(style: CSSStyleDeclaration, size: 'width' | 'height'): string {
  const [from, to] = size === 'width' ? (['Left', 'Right'] as const) : (['Top', 'Bottom'] as const)
  const edges = [style[`padding${from}`], style[`padding${to}`], style[`border${from}Width`], style[`border${to}Width`]]
  const all = [style[size], ...(style.boxSizing === 'content-box' ? edges : [])].map(Number.parseFloat)
  return `${all.reduce((sum, each) => sum + each)}px`
}

function pick(style: CSSStyleDeclaration, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, style[name as 'color']]))
}

/** As they are drawn: one without a width or a style has no colour. */
function bordersOf(style: CSSStyleDeclaration): Record<string, string> {
  return Object.fromEntries(
    sides.map((side) => {
      const [width, line, color] = [
        style[`border${side}Width`],
        style[`border${side}Style`],
        style[`border${side}Color`],
      ]
      const isDrawn = width !== '0px' && line !== 'none' && line !== 'hidden'
      return [`border${side}`, isDrawn ? `${width} ${line} ${color}` : 'none']
    }),
  )
}

/** Of its own: what is further down counts there. */
export function hasText(element: Element): boolean {
  const isField = element.matches('textarea, select, input:not([type])')
  return isField || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
}

/** Only then it matters what a size is the size of. */
function isSizedWithEdges(element: Element, style: CSSStyleDeclaration): boolean {
  const given = element.computedStyleMap()
  const isSized = (size: string) =>
    [size, `min-${size}`, `max-${size}`].some((name) => !/^(?:auto|none|0px)$/.test(String(given.get(name))))
  const hasEdges = (from: 'Top' | 'Left', to: 'Bottom' | 'Right') =>
    [from, to].some((side) => style[`padding${side}`] !== '0px' || bordersOf(style)[`border${side}`] !== 'none')
  return (isSized('width') && hasEdges('Left', 'Right')) || (isSized('height') && hasEdges('Top', 'Bottom'))
}

function boxOf(element: Element): Look['box'] {
  const { x, y, width, height } = element.getBoundingClientRect()
  const around = element.parentElement?.getBoundingClientRect() ?? { x: 0, y: 0 }
  return { x: x - around.x, y: y - around.y, width, height }
}

export function nameOf(element: Element): string {
  const own = [element.localName, ...element.classList].join('.')
  const around = element.parentElement?.closest('[class^="tg-"]')
  return around ? `.${around.classList[0]} ${own}` : own
}
