import { cleanText } from './cleanText.js'

/** An address that may be used, as the URL standard writes it. */
export interface SafeUrl {
  readonly href: string
  /** With the port, punycode where the name is not ASCII; '' for mail and telephone. */
  readonly host: string
  readonly hostname: string
}

const linkProtocols: readonly string[] = ['http:', 'https:', 'mailto:', 'tel:']

/** The one place which decides what a link may open: absolute http, https, mailto and tel, without user and password. */
export function safeLink(address: string): SafeUrl | null {
  const url = parse(address)
  return url && linkProtocols.includes(url.protocol) ? url : null
}

/** What an image may be loaded from once the reader asks for it: http and https. */
export function safeImage(address: string): SafeUrl | null {
  const url = parse(address)
  return url?.host ? url : null
}

/**
 * The real host, where it has to stand in the link: when the text reads as another host or URL, and when the host is
 * punycode. Else null.
 */
export function hostToShow(text: string, { host, hostname }: SafeUrl): string | null {
  if (host === '') return null
  if (hostname.includes('xn--') && !text.includes(host)) return host
  const read = hostIn(text)
  return read === null || read === hostname || punycodeOf(read) === hostname ? null : host
}

function parse(address: string): (SafeUrl & { protocol: string }) | null {
  try {
    const { protocol, username, password, href, host, hostname } = new URL(
      cleanText(address).trim().replaceAll('\\', '%5C'),
    )
    if (username || password) return null
    const isWeb = protocol === 'http:' || protocol === 'https:'
    return { protocol, href, host: isWeb ? host : '', hostname: isWeb ? hostname : '' }
  } catch {
    return null
  }
}

const readAsHost =
  /^(?:https?:\/\/)?(?:[^\s/@]*@)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,}|(?:\d{1,3}\.){3}\d{1,3}|localhost)(?![\p{L}\p{N}])/iu
const invisible = /\p{Default_Ignorable_Code_Point}/gu
const longestHost = 300

/** The host which a text claims to lead to, as a person reads it: full-width letters are letters, invisible ones are not there. */
function hostIn(text: string): string | null {
  const shown = text.slice(0, longestHost).normalize('NFKC').replace(invisible, '')
  return readAsHost.exec(shown.replace(/^[^\p{L}\p{N}]+/u, ''))?.[1] ?? null
}

function punycodeOf(host: string): string {
  return parse(`https://${host}`)?.hostname ?? host
}
