// What may stand in rendered markdown: everything that is not named here is a finding.

const content =
  'p h3 h4 h5 h6 strong em del code pre ul ol li blockquote hr br table thead tbody tr th td a span div input'
const controls = 'div span button svg path'
const allowedElements = new Set(content.split(' '))
const allowedControls = new Set(controls.split(' '))

const everywhere = [
  'class',
  'dir',
  'role',
  'tabindex',
  'aria-label',
  'aria-hidden',
  'data-align',
  'data-task',
  'data-ui-owned',
]
const allowedAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title', 'target', 'rel'],
  input: ['type', 'checked', 'disabled', 'readonly'],
  ol: ['start'],
  th: ['scope'],
  button: ['type', 'title'],
  svg: ['viewBox'],
  path: ['d'],
}

/** What is wrong with the elements inside of `root`. */
export function findings(root: Element): string[] {
  const found = [...root.querySelectorAll('*')].flatMap(findingsOf)
  return hasDeceiving(root.textContent ?? '') ? [...found, 'deceiving characters in the text'] : found
}

function findingsOf(element: Element): string[] {
  const name = element.localName
  const isOwned = element.closest('[data-ui-owned]') !== null
  const isAllowed = (isOwned ? allowedControls : allowedElements).has(name)
  const found = isAllowed ? [] : [`<${name}>`]
  for (const { name: attribute, value } of element.attributes) {
    const known = everywhere.includes(attribute) || allowedAttributes[name]?.includes(attribute)
    if (!known || !isValid(attribute, value)) found.push(`<${name} ${attribute}="${value}">`)
    if (hasDeceiving(value)) found.push(`deceiving characters in ${attribute}`)
  }
  if (name === 'a') found.push(...linkFindings(element as HTMLAnchorElement))
  if (name === 'input' && !element.matches('[type="checkbox"][disabled]')) found.push('a box which can be changed')
  if (element.matches('.tg-code-language') && !/^[\w+#.-]{0,32}$/.test(element.textContent ?? ''))
    found.push(`a language which is ${element.textContent}`)
  return found
}

function isValid(attribute: string, value: string): boolean {
  switch (attribute) {
    case 'class':
      return /^tg-[a-z-]+(?: tg-[a-z-]+)*$/.test(value)
    case 'data-align':
      return /^(?:left|center|right)$/.test(value)
    case 'start':
      return /^\d{1,9}$/.test(value)
    case 'role':
      return value === 'group'
    case 'tabindex':
      return value === '0'
    case 'dir':
      return value === 'auto' || value === 'ltr'
    default:
      return true
  }
}

function linkFindings(link: HTMLAnchorElement): string[] {
  const address = link.getAttribute('href') ?? ''
  if (!URL.canParse(address)) return [`a link to ${address}`]
  const { protocol, username, password, host, hostname } = new URL(address)
  const shown = link.textContent ?? ''
  const readsAs = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?:[/:?#]|$)/u.exec(shown.trim())?.[1]
  return [
    [!/^(?:https?|mailto|tel):$/.test(protocol), `a link to ${address}`],
    [`${username}${password}` !== '', `a user in ${address}`],
    [link.querySelector('a') !== null, 'a link in a link'],
    [link.target !== '_blank', 'a link into this tab'],
    [link.rel !== 'noopener noreferrer nofollow', `rel="${link.rel}"`],
    [host.includes('xn--') && !shown.includes(host), `${host} is not shown`],
    [
      hostname !== '' && readsAs !== undefined && !isHost(readsAs, hostname) && !shown.includes(host),
      `${shown} leads to ${host}`,
    ],
  ].flatMap(([isWrong, finding]) => (isWrong ? [finding as string] : []))
}

/** Full-width letters are letters. */
function isHost(text: string, hostname: string): boolean {
  const address = `https://${text}`
  return URL.canParse(address) && new URL(address).hostname === hostname
}

const flags = /\u{1F3F4}[\u{E0020}-\u{E007E}]{2,6}\u{E007F}/gu
const deceiving = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]|[\u{E0000}-\u{E007F}]|[\u{E0100}-\u{E01EF}]{2,}/u

function hasDeceiving(text: string): boolean {
  return deceiving.test(text.replace(flags, ''))
}
