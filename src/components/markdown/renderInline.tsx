import type { ReactNode } from 'react'
import type { MarkdownComponents } from './components.js'
import { decodeEntities } from './decodeEntities.js'
import type { MarkedToken, Token, Tokens } from './lexer.js'
import { MarkdownImage } from './MarkdownImage.js'
import { MarkdownLink } from './MarkdownLink.js'
import { wordsOf } from './plainText.js'
import { hostToShow, type SafeUrl, safeImage, safeLink } from './safeUrl.js'
import { TaskBox } from './TaskBox.js'

/** Elements for the text inside of a block. Nothing here takes an attribute from the content but decided addresses. */
export function renderInline(tokens: readonly Token[], components: MarkdownComponents): ReactNode[] {
  return tokens.map((token, place) => renderToken(token as MarkedToken, place, components))
}

function renderToken(token: MarkedToken, key: number, components: MarkdownComponents): ReactNode {
  switch (token.type) {
    case 'strong':
      return <strong key={key}>{renderInline(token.tokens, components)}</strong>
    case 'em':
      return <em key={key}>{renderInline(token.tokens, components)}</em>
    case 'del':
      return <del key={key}>{renderInline(token.tokens, components)}</del>
    case 'codespan':
      return (
        <code key={key} className="tg-inline-code">
          {token.text}
        </code>
      )
    case 'br':
      return <br key={key} />
    case 'link':
      return renderLink(token, key, components)
    case 'image':
      return renderImage(token, key, components)
    case 'checkbox':
      return <TaskBox key={key} checked={token.checked} />
    case 'html':
      return isLineBreak(token.raw) ? <br key={key} /> : token.raw
    case 'escape':
      return token.text
    case 'text':
      return token.tokens ? renderInline(token.tokens, components) : decodeEntities(token.raw)
    default:
      return token.raw
  }
}

/** The one tag that is more than its text: models write it into table cells, where markdown has no line break. */
function isLineBreak(tag: string): boolean {
  return /^<br ?\/?>$/i.test(tag)
}

/** A link that leads nowhere safe is its text. Images inside of a link are offered after it: it cannot hold a button. */
function renderLink(token: Tokens.Link, key: number, components: MarkdownComponents): ReactNode {
  const images: Tokens.Image[] = []
  const inside = renderInline(withoutImages(token.tokens, images), components)
  const url = safeLink(token.autolink ? token.href : decodeEntities(token.href))
  const link = url ? renderSafeLink(token, key, url, inside, components) : inside
  return images.length === 0 ? link : [link, renderInline(images, components)]
}

function renderSafeLink(
  token: Tokens.Link,
  key: number,
  url: SafeUrl,
  inside: ReactNode,
  { Link = MarkdownLink }: MarkdownComponents,
): ReactNode {
  const title = token.title ? decodeEntities(token.title) : ''
  const shownTitle = title && hostToShow(title, url) === null ? title : undefined
  return (
    <Link key={key} href={url.href} title={shownTitle} host={hostToShow(wordsOf(token.tokens), url)}>
      {inside}
    </Link>
  )
}

function withoutImages(tokens: readonly Token[], images: Tokens.Image[]): Token[] {
  return tokens.map((token) => {
    if (token.type === 'image') {
      images.push(token as Tokens.Image)
      return { type: 'text', raw: token.text, text: token.text }
    }
    const inside = (token as Tokens.Generic).tokens
    return inside ? { ...token, tokens: withoutImages(inside, images) } : token
  })
}

function renderImage(token: Tokens.Image, key: number, components: MarkdownComponents): ReactNode {
  const alt = decodeEntities(token.text)
  const url = safeImage(decodeEntities(token.href))
  if (!url) return alt
  const { Image = MarkdownImage } = components
  return <Image key={key} src={url.href} host={url.host} alt={alt} />
}
