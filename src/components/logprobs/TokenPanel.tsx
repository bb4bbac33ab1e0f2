'use client'

import type { ReactNode } from 'react'
import { useWords } from '../kit/KitContext.js'
import { confidenceOf } from './confidenceOf.js'
import { type Alternative, readAlternatives, type TextToken } from './readTokens.js'
import { englishLogprobs } from './strings.js'
import { visibleToken } from './visibleToken.js'

/** What is known of one token, and before one is chosen how to choose. It stays in sight at the end of a long text. */
export function TokenPanel({ id, token }: { id: string; token: TextToken | undefined }): ReactNode {
  const strings = useWords(englishLogprobs)
  return (
    <div id={id} className="tg-token-panel">
      {token ? <TokenFacts token={token} /> : <p className="tg-token-hint">{strings.tokenHint}</p>}
    </div>
  )
}

function TokenFacts({ token }: { token: TextToken }): ReactNode {
  const strings = useWords(englishLogprobs)
  const alternatives = readAlternatives(token)
  return (
    <>
      <p className="tg-token-fact">
        <Candidate token={token} />
      </p>
      {alternatives.length > 0 && (
        <>
          <p className="tg-token-label">{strings.tokenAlternatives}</p>
          <ol className="tg-token-alternatives">{alternatives.map(renderAlternative)}</ol>
        </>
      )}
    </>
  )
}

function renderAlternative(alternative: Alternative, place: number): ReactNode {
  return (
    <li key={place} className="tg-token-fact">
      <Candidate token={alternative} />
    </li>
  )
}

function Candidate({ token: { text, logprob } }: { token: Alternative }): ReactNode {
  const strings = useWords(englishLogprobs)
  const visible = visibleToken(text)
  return (
    <>
      <bdi className="tg-token-sample" data-confidence={confidenceOf(logprob)}>
        {visible || strings.tokenInvisible}
      </bdi>{' '}
      <bdi className="tg-token-probability">
        {strings.tokenProbability(logprob === null ? null : Math.exp(logprob))}
      </bdi>
    </>
  )
}
