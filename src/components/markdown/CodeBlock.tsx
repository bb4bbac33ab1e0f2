'use client'

import type { ReactNode } from 'react'
import { CopyButton } from '../copy/CopyButton.js'
import { useStrings } from '../kit/KitContext.js'
import { scrollRegion } from '../kit/scrollRegion.js'
import type { CodeBlockProps } from './components.js'

/** Code in a region that scrolls and can be focused; its toolbar follows it in the document. */
export function CodeBlock({ code, language }: CodeBlockProps): ReactNode {
  const strings = useStrings()
  return (
    <div className="tg-code" dir="ltr">
      <pre className="tg-code-text" {...scrollRegion(strings.codeBlock(language))}>
        <code>{code}</code>
      </pre>
      <div className="tg-code-bar" data-ui-owned="">
        <span className="tg-code-language">{language}</span>
        <CopyButton text={code} label={strings.copyCode} />
      </div>
    </div>
  )
}

/** What a fence may name: letters, digits and `_+#.-`, at most 32 of them. */
export function languageOf(fence: string | undefined): string {
  return /^[A-Za-z0-9_+#.-]{1,32}/.exec((fence ?? '').trim())?.[0] ?? ''
}
