import { createElement, type ReactNode } from 'react'
import { decodeEntities } from './decodeEntities.js'
import type { Token, Tokens } from './lexer.js'
import type { MarkdownKit } from './MarkdownContext.js'
import { MarkdownImage } from './MarkdownImage.js'
import { MarkdownLink } from './MarkdownLink.js'
import type { InlineToken } from './parse/lexInline.js'
import { hostToShow, type SafeUrl, safeImage, safeLink } from './safeUrl.js'
import { textOf, wordsOfTokens } from './tokenText.js'

/** Elements for the text inside of a block. Nothing here takes an attribute from the content but decided addresses. */
export function renderInline(tokens: readonly (Token | InlineToken)[], kit: MarkdownKit): ReactNode[] {
  return tokens.map((token, place) => renderToken(token as InlineToken, place, kit))
}

function renderToken(token: InlineToken, key: number, kit: MarkdownKit): ReactNode {
  const { components } = kit
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return createElement(components[token.type] ?? token.type, { key }, renderInline(token.tokens, kit))
    case 'codespan':
      return createElement(components.code ?? 'code', { key, className: 'tg-inline-code' }, token.text)
    case 'br':
    case 'html':
      return <br key={key} />
    case 'link':
      return renderLink(token, key, kit)
    case 'pending':
      return (
        <span key={key} className="tg-link">
          {renderInline(token.tokens, kit)}
        </span>
      )
    case 'image':
      return renderImage(token, key, kit)
    case 'plugin':
      return renderPlugin(token, key, kit)
    case 'escape':
      return token.text
    case 'text':
      return token.tokens ? renderInline(token.tokens, kit) : textOf(token.raw)
    default:
      return token.raw
  }
}

function renderPlugin({ name, raw, source, isBlock }: InlineToken & { type: 'plugin' }, key: number, kit: MarkdownKit) {
  const Shown = kit.plugins.find((plugin) => plugin.name === name)?.Component
  if (!Shown) return raw
  return (
    <Shown key={key} source={source} isBlock={isBlock} isOpen={false}>
      {raw}
    </Shown>
  )
}

/**
 * A link that leads nowhere safe is its text, and so is one around another link. Images inside of a link are offered
 * after it: it cannot hold a button.
 */
function renderLink(token: Tokens.Link, key: number, kit: MarkdownKit): ReactNode {
  if (hasLink(token.tokens)) return renderInline(token.tokens, kit)
  const images: Tokens.Image[] = []
  const inside = renderInline(withoutImages(token.tokens, images), kit)
  const url = safeLink(token.autolink ? token.href : decodeEntities(token.href))
  const link = url ? renderSafeLink(token, key, url, inside, kit) : inside
  return images.length === 0 ? link : [link, renderInline(images, kit)]
}

function hasLink(tokens: readonly Token[]): boolean {
  return tokens.some((token) => token.type === 'link' || hasLink((token as Tokens.Generic).tokens ?? []))
}

function renderSafeLink(token: Tokens.Link, key: number, url: SafeUrl, inside: ReactNode, kit: MarkdownKit): ReactNode {
  const { Link = MarkdownLink } = kit.components
  const title = token.title ? decodeEntities(token.title) : ''
  const shownTitle = title && hostToShow(title, url) === null ? title : undefined
  return (
    <Link key={key} href={url.href} title={shownTitle} host={hostToShow(wordsOfTokens(token.tokens), url)}>
      {inside}
    </Link>
  )
}

function withoutImages(tokens: readonly Token[], images: Tokens.Image[]): Token[] {
  return tokens.map((token) => {
    if (token.type === 'image') {
      if (addressOf(token as Tokens.Image)) images.push(token as Tokens.Image)
      const text = wordsOfTokens([token])
      return { type: 'escape', raw: text, text }
    }
    const inside = (token as Tokens.Generic).tokens
    return inside ? { ...token, tokens: withoutImages(inside, images) } : token
  })
}

function addressOf({ href }: Tokens.Image): SafeUrl | null {
  return safeImage(decodeEntities(href))
}

function renderImage(token: Tokens.Image, key: number, { components }: MarkdownKit): ReactNode {
  const alt = wordsOfTokens([token])
  const url = addressOf(token)
  if (!url) return alt
  const { Image = MarkdownImage } = components
  return <Image key={key} src={url.href} host={url.host} alt={alt} />
}
