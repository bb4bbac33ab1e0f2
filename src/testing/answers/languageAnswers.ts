import type { Answer } from './answer.js'

const arabic = `بالتأكيد! إليك مقدمة قصيرة عن **اللغة العربية**:

## لمحة سريعة

- تُكتب من *اليمين إلى اليسار*.
- عدد حروفها ٢٨ حرفًا.
- يتحدث بها أكثر من ٤٠٠ مليون شخص.

| العربية | النطق | المعنى |
|---|---|---|
| مرحبًا | marḥaban | hello |
| شكرًا | shukran | thank you |
| من فضلك | min faḍlak | please |

> العلم نور، والجهل ظلام.

In code, set the direction with \`dir="auto"\`, so that each paragraph finds its own.`

const chinese = `当然可以。下面是一个简短的说明：

1. **汉字**没有字母表，每个字表示一个音节和一个意思。
2. 普通话有四个声调，例如：妈（mā）、麻（má）、马（mǎ）、骂（mà）。
3. 最常用的三千个字可以覆盖约 99% 的现代文章。

> 千里之行，始于足下。

日本語では漢字のほかに、ひらがなとカタカナも使います。한국어는 한글로 씁니다。`

const emoji = `Some emoji are **one** character to a reader and many to a computer:

| Emoji | What it is made of | Code points |
|:-:|---|--:|
| 👨‍👩‍👧‍👦 | four people joined by ZWJ | 7 |
| 🏳️‍🌈 | flag, variation selector, ZWJ, rainbow | 4 |
| 👍🏽 | thumb and a skin tone | 2 |
| 🇳🇴 | two regional indicators | 2 |
| 1️⃣ | a digit, a selector and a keycap | 3 |

So \`'👨‍👩‍👧‍👦'.length\` is \`11\` in JavaScript. Count what people see with \`Intl.Segmenter\`. ✨`

/** Answers in other scripts, right to left, and with joined emoji. */
export const languageAnswers: readonly Answer[] = [
  { keywords: ['arabic', 'rtl', 'right to left', 'عربي', 'العربية', 'مرحبا'], onlyWhenAsked: true, text: arabic },
  { keywords: ['chinese', 'cjk', 'mandarin', '中文', '你好', 'korean'], onlyWhenAsked: true, text: chinese },
  { keywords: ['emoji', 'emojis', 'unicode', 'smiley'], text: emoji },
]
