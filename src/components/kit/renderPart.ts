import {
  type ComponentPropsWithoutRef,
  cloneElement,
  createElement,
  type HTMLAttributes,
  isValidElement,
  type ReactElement,
  type Ref,
  type RefCallback,
  version,
} from 'react'
import { classes } from './part.js'
import { assignBoth } from './useBothRefs.js'

type Props = HTMLAttributes<HTMLElement> & { ref?: Ref<HTMLElement> | undefined; [data: `data-${string}`]: unknown }

/** What every unstyled part takes beside the attributes of its element. */
export interface RenderProps<State> {
  /**
   * Another element in the part's place, which gets its attributes, or a function of those and the part's state.
   * @default the part's own element
   */
  render?: ReactElement | ((props: HTMLAttributes<HTMLElement>, state: State) => ReactElement) | undefined
}

/** The props of an unstyled part: the attributes of its element, and what stands in its place. */
export type UnstyledProps<Tag extends keyof HTMLElementTagNameMap, State> = ComponentPropsWithoutRef<Tag> &
  RenderProps<State>

/**
 * The element of an unstyled part. What the part needs and what its user gave are both kept: classes and styles are
 * joined, both handlers of an event are called, the user's first. After `preventDefault` the part does nothing.
 */
export function renderPart<State extends object>(
  tag: keyof HTMLElementTagNameMap,
  state: State,
  own: object,
  { render, ...given }: object & RenderProps<State>,
): ReactElement {
  const props = merged({ ...dataOf(state), ...own }, given as Props)
  if (typeof render === 'function') return render(props, state)
  if (!isValidElement<Props>(render)) return createElement(tag, props)
  // React 19 has the ref among the props, and warns where it is read as before.
  const ref = 'ref' in render.props || isReact19 ? undefined : (render as { ref?: Ref<HTMLElement> }).ref
  return cloneElement(render, merged(props, { ...(ref && { ref }), ...render.props }))
}

const isReact19 = Number.parseInt(version, 10) >= 19

/** `isBusy: true` is `data-busy=""`, `name: 'x'` is `data-name="x"`; what is false or null has no attribute. */
function dataOf(state: object): Props {
  const attributes = Object.entries(state).flatMap(([name, value]) => {
    if (value === false || value === null || value === undefined) return []
    const words = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^(is|has)-/, '')
    return [[`data-${words}`, value === true ? '' : String(value)]]
  })
  return Object.fromEntries(attributes)
}

function merged(own: Props, given: Props): Props {
  const result: Record<string, unknown> = { ...own, ...given }
  for (const [name, theirs] of Object.entries(given)) {
    const ours = own[name as keyof Props]
    if (theirs === undefined) result[name] = ours
    else if (ours === undefined) continue
    else if (name === 'className') result[name] = classes(ours as string, theirs as string)
    else if (name === 'style') result[name] = { ...(ours as object), ...(theirs as object) }
    else if (name === 'ref') result[name] = bothRefs(ours as Ref<unknown>, theirs as Ref<unknown>)
    else if (/^on[A-Z]/.test(name)) result[name] = bothHandlers(ours as Handler, theirs as Handler)
  }
  return result as Props
}

type Handler = (event: { defaultPrevented?: boolean }) => void

function bothHandlers(ours: Handler, theirs: Handler): Handler {
  return (event) => {
    theirs(event)
    if (!event.defaultPrevented) ours(event)
  }
}

function bothRefs(...refs: readonly Ref<unknown>[]): RefCallback<unknown> {
  return (element) => assignBoth(refs, element)
}
