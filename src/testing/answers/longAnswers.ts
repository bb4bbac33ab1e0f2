import type { Answer } from './answer.js'

const streaming = `# How a streamed reply reaches your screen

When a language model answers, it does not write the whole text and then send it. It produces one *token* after another, and a streaming API passes each of them on as soon as it exists. This is a tour of what happens on the way.

## 1. The request

Your application sends a \`POST\` with the conversation so far. Nothing is remembered between requests, so the **whole** conversation travels every time:

\`\`\`ts
const response = await fetch('/api/together/chat/completions', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
    messages: [{ role: 'user', content: 'How does streaming work?' }],
    stream: true,
  }),
})
\`\`\`

That is also why long conversations cost more: the *prompt* grows with every turn. Servers soften this with a **prefix cache**, which you can see in the usage as cached tokens.

## 2. Prefill and decode

A server does two very different things with your request:

1. **Prefill** reads the prompt in one go. It is limited by arithmetic, and its length decides the *time to first token*.
2. **Decode** writes one token at a time. It is limited by memory bandwidth, and its speed decides the *tokens per second*.

| Phase | Limited by | You notice it as |
|:--|:--|:--|
| Prefill | arithmetic | the pause before the first word |
| Decode | memory bandwidth | how fast the text runs |
| Network | round trips | a constant added to both |

> A reply that starts after 300 ms and runs at 40 tokens per second feels faster than one that is complete after two seconds.

## 3. Server-sent events

Tokens travel as *server-sent events*, a format older than most of today's frameworks. Each event is a line that starts with \`data:\`, followed by an empty line:

\`\`\`text
data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}

data: {"choices":[{"index":0,"delta":{"content":"lo"}}]}

data: [DONE]
\`\`\`

The network does not care about these borders. One read may hold half an event, or twenty. A parser therefore has to:

- keep what is left over until the rest arrives,
- decode UTF-8 **across** reads, because an emoji may be cut in two,
- and treat \`\\n\`, \`\\r\\n\` and \`\\r\` alike.

## 4. Folding the pieces

The pieces are folded into one message. Most of the time this is string concatenation, but there are exceptions:

- *Tool calls* arrive as a name and then fragments of JSON.
- *Reasoning* arrives in a field of its own, or inside \`<think>\` tags.
- *Several choices* may be interleaved, each with its own index.
- *Usage* comes once, at the end, and belongs to the request and not to a choice.

### What counts as complete?

A reply is complete only if the server said so: by a \`finish_reason\`, or by \`[DONE]\`. If the connection merely closes, the text you have is a **fragment**, and an honest interface says that.

## 5. Drawing it

The last step is often the slowest one. If you parse all of the markdown for every token, the work grows with the square of the length. Three habits help:

1. Publish at most once per animation frame.
2. Split the text into blocks, and leave finished blocks alone.
3. Never move what a person is reading: scroll only when they are at the end already.

## Summary

- [x] One request, with the whole conversation
- [x] Prefill, then decode
- [x] Events, not lines, and bytes before characters
- [x] Complete only when the server says so
- [ ] Your turn: try to stop a reply half-way, and look at what is kept

If you want to go deeper, the [HTML standard](https://html.spec.whatwg.org/multipage/server-sent-events.html) describes the event format in about ten readable pages. 📖`

/** A reply of about a thousand tokens. */
export const longAnswers: readonly Answer[] = [
  {
    keywords: ['long', 'essay', 'detailed', 'in depth', 'streaming', 'explain everything'],
    onlyWhenAsked: true,
    text: streaming,
  },
]
