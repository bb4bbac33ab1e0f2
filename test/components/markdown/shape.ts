// Two DOMs in one notation: what a specification expects, and what is shown. What is decided otherwise on purpose is
// undone here, and nowhere else: headings two levels down, groups of blocks, toolbars, boxes around tables, images that
// wait for a click, addresses which no link may lead to, names for assistive technology and for CSS.

type Item = string | { tag: string; attributes: string; items: readonly Item[] }

const isBlock = /^(?:p|h\d|ul|ol|li|blockquote|pre|hr|table|thead|tbody|tr|th|td)$/
const containers = 'div:not(.tg-code, .tg-table), .tg-code, .tg-table, section, span'

/** The shape which the specification expects. */
export function expectedShape(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const heading of body.querySelectorAll('h1, h2, h3, h4, h5, h6')) moveDown(heading)
  // The line end behind the last line is the notation's, not the code's.
  for (const code of body.querySelectorAll('pre > code')) code.textContent = (code.textContent ?? '').replace(/\n$/, '')
  return shapeOf(body)
}

/** The shape of what is shown. */
export function shownShape(shown: Element): string {
  return shapeOf(shown)
}

function shapeOf(root: Element): string {
  return printed(tidied(itemsOf(root), true), '')
}

function moveDown(heading: Element): void {
  const lower = heading.ownerDocument.createElement(`h${Math.min(Number(heading.localName.slice(1)) + 2, 6)}`)
  lower.append(...heading.childNodes)
  heading.replaceWith(lower)
}

function itemsOf(parent: Node): Item[] {
  return [...parent.childNodes].flatMap((node) => {
    if (node instanceof Element) return itemsOfElement(node)
    return node.nodeType === 3 ? [node.nodeValue ?? ''] : []
  })
}

function itemsOfElement(element: Element): Item[] {
  const tag = element.localName
  if (tag === 'img') return imageItems(element.getAttribute('src') ?? '', element.getAttribute('alt') ?? '')
  if (element.matches('.tg-load-image')) return [item('image', { alt: element.querySelector('span')?.textContent })]
  if (element.matches('[data-ui-owned], .tg-link-host')) return []
  if (tag === 'pre') return [codeItem(element)]
  if (tag === 'input') return [item('task', { checked: element.hasAttribute('checked') ? 'yes' : null })]
  if (tag === 'a') return linkItems(element)
  if (element.matches(containers)) return itemsOf(element)
  if (tag === 'tbody' && element.children.length === 0) return []
  return [item(tag, attributesOf(element), itemsOf(element))]
}

function attributesOf(element: Element): Record<string, string | null> {
  const align = element.getAttribute('data-align') ?? element.getAttribute('align')
  return { align, start: element.getAttribute('start') }
}

/** The language is cut down to the same characters. */
function codeItem(pre: Element): Item {
  const named = /(?:^| )language-(.*)/.exec(pre.querySelector('code')?.className ?? '')?.[1]
  const bar = pre.parentElement?.matches('.tg-code') ? pre.parentElement.querySelector('.tg-code-language') : null
  const language = /^[\w+#.-]{1,32}/.exec(named ?? bar?.textContent ?? '')?.[0] ?? null
  return item('code block', { language }, [pre.textContent ?? ''])
}

function linkItems(link: Element): Item[] {
  const address = allowedAddress(link.getAttribute('href') ?? '')
  const items = itemsOf(link)
  if (address === null) return items
  const isOffer = (each: Item) => typeof each === 'object' && each.tag === 'image'
  // A link cannot hold a button: an image in it is its text there, and offered after it.
  const inside = items.map((each) => (isOffer(each) ? altOf(each) : each))
  return [
    item('a', { href: address, title: link.getAttribute('title') }, tidied(inside, false)),
    ...items.filter(isOffer),
  ]
}

function altOf(image: Item): string {
  return typeof image === 'object' ? (/alt="(.*)"/.exec(image.attributes)?.[1] ?? '') : ''
}

function imageItems(source: string, alt: string): Item[] {
  return /^https?:/.test(allowedAddress(source) ?? '') ? [item('image', { alt })] : [alt]
}

/** By the words of the promise: absolute http, https, mailto and tel, without user and password. */
function allowedAddress(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { protocol, username, password, href } = new URL(address)
  return /^(?:https?|mailto|tel):$/.test(protocol) && `${username}${password}` === '' ? href : null
}

function item(
  tag: string,
  attributes: Record<string, string | null | undefined> = {},
  items: readonly Item[] = [],
): Item {
  const set = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined)
  return { tag, attributes: set.map(([name, value]) => ` ${name}="${value}"`).join(''), items }
}

/** Without white space where it is not shown: beside blocks, line breaks and boxes. */
function tidied(items: readonly Item[], isInBlock: boolean): Item[] {
  const joined: Item[] = []
  for (const each of items) {
    const last = joined.at(-1)
    if (typeof each === 'string' && typeof last === 'string') joined[joined.length - 1] = last + each
    else joined.push(typeof each === 'string' ? each : tidiedElement(each))
  }
  const breaks = (place: number) => {
    const beside = joined[place]
    return beside === undefined ? isInBlock : typeof beside === 'object' && breaksLine(beside.tag)
  }
  return joined
    .map((each, place) => (typeof each === 'string' ? trimmed(each, breaks(place - 1), breaks(place + 1)) : each))
    .filter((each) => each !== '')
}

function tidiedElement(element: Exclude<Item, string>): Item {
  if (element.tag === 'code block' || element.tag === 'code') return element
  return { ...element, items: tidied(element.items, isBlock.test(element.tag)) }
}

function breaksLine(tag: string): boolean {
  return isBlock.test(tag) || tag === 'br' || tag === 'task' || tag === 'code block'
}

function trimmed(text: string, start: boolean, end: boolean): string {
  const fromStart = start ? text.replace(/^[ \t\n]+/, '') : text
  return end ? fromStart.replace(/[ \t\n]+$/, '') : fromStart
}

function printed(items: readonly Item[], indent: string): string {
  return items
    .map((each) => {
      if (typeof each === 'string') return `${indent}${JSON.stringify(each)}\n`
      return `${indent}${each.tag}${each.attributes}\n${printed(each.items, `${indent}  `)}`
    })
    .join('')
}
