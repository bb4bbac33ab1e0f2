import { describe, expect, it } from 'vitest'
import { alignTokens } from '../../../src/components/logprobs/alignTokens.js'
import { confidenceOf } from '../../../src/components/logprobs/confidenceOf.js'
import { nextToken } from '../../../src/components/logprobs/nextToken.js'
import { readAlternatives, readTokens, type TextToken } from '../../../src/components/logprobs/readTokens.js'
import { visibleToken } from '../../../src/components/logprobs/visibleToken.js'
import { foldChunks } from '../../../src/core/index.js'

const flat = {
  tokens: ['Great', ' Lakes'],
  token_logprobs: [-0.41, 0],
  top_logprobs: [{ Great: -0.41, The: -2 }, null],
}
const content = {
  content: [
    { token: 'Great', bytes: [71, 114, 101, 97, 116], logprob: -0.41, top_logprobs: [{ token: 'The', logprob: -2 }] },
    { token: ' Lakes', bytes: null, logprob: 0, top_logprobs: null },
  ],
}

function told(logprobs: unknown): (readonly [string, number | null])[] | undefined {
  return readTokens(logprobs)?.map(({ text, logprob }) => [text, logprob] as const)
}

const tokens = (...texts: string[]): TextToken[] => texts.map((text) => ({ text, logprob: -1, top: null }))
const textsOf = (list: readonly TextToken[] | null) => list?.map(({ text }) => text)

describe('readTokens', () => {
  const expected = [
    ['Great', -0.41],
    [' Lakes', 0],
  ]

  it.each([
    ['Together AI’s flat shape', flat],
    ['OpenAI’s shape', content],
    ['what the fold keeps of a stream', [{ content: [content.content[0]] }, { content: [content.content[1]] }]],
    [
      'chunks with a number each, also 0',
      [
        { content: 'Great', meta: { logprobs: -0.41 } },
        { content: ' Lakes', meta: { logprobs: 0 } },
        { content: '', meta: { logprobs: 0 } },
      ],
    ],
    [
      'chunks with an object each',
      [
        { content: 'Great', meta: { logprobs: { content: [content.content[0]] } } },
        { content: ' Lakes', meta: { logprobs: { tokens: [' Lakes'], token_logprobs: [0] } } },
        { content: '', meta: {} },
      ],
    ],
  ])('reads %s', (_, logprobs) => {
    expect(told(logprobs)).toEqual(expected)
  })

  it('reads a reply as it is folded', () => {
    const chunk = (text: string, logprobs: unknown) => ({ content: text, meta: { logprobs, model: null } })
    const chunks = content.content.map((entry) => chunk(entry.token, { content: [entry] }))
    expect(told(foldChunks(chunks as never).meta.logprobs)).toEqual(expected)
  })

  it.each([[null], [undefined], [[-0.4, -0.1]], ['text'], [7], [{}], [[]], [{ tokens: [] }], [[content, -0.1]]])(
    'finds no tokens in %j',
    (logprobs) => {
      expect(readTokens(logprobs)).toBeNull()
    },
  )

  it('keeps a token whose probability is missing, and no probability above 1', () => {
    expect(told({ tokens: ['a', 'b', 'c', 5], token_logprobs: [null, 'x', 3] })).toEqual([
      ['a', null],
      ['b', null],
      ['c', 0],
    ])
  })

  it('joins pieces of a character, with the probability of all', () => {
    const pieces = [240, 159, 166, 148].map((byte) => ({ token: '\ufffd', bytes: [byte], logprob: -0.25 }))
    const entries = [{ token: 'a', bytes: [97], logprob: -1 }, ...pieces, { token: 'b', bytes: [98], logprob: -2 }]
    expect(told({ content: entries })).toEqual([
      ['a', -1],
      ['🦔', -1],
      ['b', -2],
    ])
  })

  it('leaves pieces of nothing as they are', () => {
    const entries = [255, 240, 97].map((byte) => ({ token: `<${byte}>`, bytes: [byte], logprob: -1 }))
    expect(told({ content: entries })?.map(([text]) => text)).toEqual(['<255>', '<240>', '<97>'])
  })

  it('has the alternatives by probability, without the token itself', () => {
    const [first, second] = readTokens({
      tokens: ['a', 'b'],
      token_logprobs: [-1, -1],
      top_logprobs: [{ c: -3, a: -1, b: -2 }, [{ token: 'x', logprob: -1 }, { token: 7 }, null]],
    }) as [TextToken, TextToken]
    expect(readAlternatives(first).map(({ text }) => text)).toEqual(['b', 'c'])
    expect(readAlternatives(second)).toEqual([{ text: 'x', logprob: -1 }])
  })
})

describe('alignTokens', () => {
  it('leaves out what is no part of the text', () => {
    expect(textsOf(alignTokens(tokens('Hi', ' you', '<|eot_id|>'), 'Hi you'))).toEqual(['Hi', ' you'])
    expect(textsOf(alignTokens(tokens('<think>', 'Hi', '</think>', '\n\nHi', '!'), 'Hi!'))).toEqual(['Hi', '!'])
  })

  it('finds the text at the beginning rather than in the mark of the end', () => {
    expect(textsOf(alignTokens(tokens('e', '<|eot_id|>'), 'e'))).toEqual(['e'])
  })

  it('keeps text which no token is told of', () => {
    const aligned = alignTokens(tokens('and', ' on'), 'On and on')
    expect(aligned?.map(({ text, logprob }) => [text, logprob])).toEqual([
      ['On ', null],
      ['and', -1],
      [' on', -1],
    ])
  })

  it('refuses the tokens of another text', () => {
    expect(alignTokens(tokens('Hi'), 'Bye')).toBeNull()
    expect(alignTokens(tokens(''), 'Bye')).toBeNull()
    expect(alignTokens(tokens('Hi'), '')).toBeNull()
  })
})

describe('a token', () => {
  it('is as likely as its logarithm says', () => {
    const steps = [1, 0.9, 0.6, 0.3, 0.29].map((probability) => confidenceOf(Math.log(probability)))
    expect(steps).toEqual(['high', 'high', 'medium', 'low', 'very-low'])
    expect(confidenceOf(null)).toBe('unknown')
  })

  it('shows its white space and no deceiving characters', () => {
    expect(visibleToken(' a\n\t\u202eb')).toBe('␣a⏎⇥b')
    expect(visibleToken('\u202e')).toBe('')
  })

  it('leads to its neighbours, and up and down to unlikely ones', () => {
    const list = [-0.01, -2, -0.01, -1, -0.01].map((logprob) => ({ text: 'x', logprob, top: null }))
    const from = (key: string, isRtl = false) => nextToken(key, 2, list, isRtl)
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'a'].map((key) => from(key))).toEqual([
      1,
      3,
      1,
      3,
      0,
      4,
      null,
    ])
    expect([
      from('ArrowLeft', true),
      nextToken('ArrowLeft', 0, list, false),
      nextToken('Home', 0, list, false),
    ]).toEqual([3, null, null])
  })
})
