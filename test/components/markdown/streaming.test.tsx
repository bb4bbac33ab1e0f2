import { afterEach, describe, expect, it } from 'vitest'
import { type Mounted, mounted, settled } from './mounted.js'

afterEach(settled)

/** A construct, and what is to be seen of it before it is whole. */
interface Construct {
  name: string
  text: string
  /** After these characters the last element of this kind shows these words. */
  early?: readonly [begun: string, element: string, words: string]
}

const constructs: readonly Construct[] = [
  { name: 'emphasis', text: 'one *two three* four', early: ['one *two th', 'em', 'two th'] },
  { name: 'emphasis with underscores', text: 'one _two three_ four', early: ['one _tw', 'em', 'tw'] },
  { name: 'emphasis at the start', text: '*one two* three', early: ['*one', 'em', 'one'] },
  { name: 'strong', text: 'one **two three** four', early: ['one **two th', 'strong', 'two th'] },
  { name: 'strong at the start', text: '**one two**: three', early: ['**one', 'strong', 'one'] },
  { name: 'strong with underscores', text: 'one __two__ three', early: ['one __tw', 'strong', 'tw'] },
  { name: 'strong over two lines', text: 'one **two\nthree** four', early: ['one **two\nth', 'strong', 'two\nth'] },
  { name: 'strong emphasis', text: 'one ***two three*** four', early: ['one ***two', 'strong', 'two'] },
  { name: 'emphasis in strong', text: '**one *two* three** four', early: ['**one *tw', 'em', 'tw'] },
  { name: 'strong in emphasis', text: '*one **two** three* four', early: ['*one **tw', 'strong', 'tw'] },
  { name: 'strong twice', text: '**one** and **two** and', early: ['**one** and **tw', 'strong', 'tw'] },
  { name: 'strong in the middle of Han', text: '这是**重点**内容' },
  { name: 'strong in Arabic', text: 'هذا **مهم** جدا', early: ['هذا **مه', 'strong', 'مه'] },
  { name: 'struck text', text: 'one ~~two three~~ four', early: ['one ~~two', 'del', 'two'] },
  { name: 'code', text: 'one `two three` four', early: ['one `two th', 'code', 'two th'] },
  { name: 'code with marks', text: 'one `**two** [x](y) _z` four', early: ['one `**tw', 'code', '**tw'] },
  { name: 'code between two marks', text: 'one ``two ` three`` four', early: ['one ``two ` th', 'code', 'two ` th'] },
  { name: 'code in strong', text: '**one `two` three** four', early: ['**one `tw', 'strong code', 'tw'] },
  { name: 'a link', text: 'see [the docs](https://ok.test/path?a=1#b) now', early: ['see [the do', 'p', 'see the do'] },
  { name: 'a link with a title', text: '[docs](https://ok.test/a "A title") now' },
  { name: 'a link in angles', text: '[docs](<https://ok.test/a b>) now' },
  { name: 'a link with parentheses', text: '[docs](https://ok.test/a_(b)_c) now' },
  {
    name: 'a link with emphasis',
    text: '[the **best** docs](https://ok.test) now',
    early: ['[the **be', 'strong', 'be'],
  },
  { name: 'a link with code', text: '[`useState`](https://ok.test) now', early: ['[`use', 'code', 'use'] },
  { name: 'a link in strong', text: '**[docs](https://ok.test/a)** now', early: ['**[do', 'strong', 'do'] },
  { name: 'a link with a title in strong', text: '**[docs](https://ok.test/a "A title")** now' },
  { name: 'a link in angles in strong', text: '**[docs](<https://ok.test/a b> "A title")** now' },
  { name: 'a link in emphasis', text: '_see [docs](https://ok.test/a_b) and more_ now' },
  { name: 'a link which is emphasis', text: '_[docs](https://ok.test/a_b "A title")_ now' },
  { name: 'a link in angles which is strong', text: '__[docs](<https://ok.test/a b> "A title")__ now' },
  { name: 'a link in struck text', text: '~~[docs](https://ok.test/a_(b) "A title")~~ now' },
  { name: 'a bare address in strong', text: '**one https://ok.test/a two** three' },
  { name: 'an address in angles in strong', text: '**one <https://ok.test/a> two** three' },
  { name: 'an image in strong', text: '**one ![a picture](https://img.test/p.png "A title") two** three' },
  { name: 'code and a link in strong', text: '**one `two` [docs](https://ok.test/a) *three*** four' },
  { name: 'a link in a heading', text: '## One [docs](https://ok.test/a "A title") two' },
  { name: 'a link in a list', text: '- [docs](https://ok.test/a)\n- [more](https://ok.test/b)' },
  { name: 'a link to mail', text: '[mail](mailto:a@ok.test) now' },
  { name: 'a link which is its address', text: '[https://ok.test/a](https://ok.test/a) now' },
  { name: 'an image', text: 'one ![a picture](https://img.test/p.png) two' },
  { name: 'an image with a title', text: '![a picture](https://img.test/p.png "A title") two' },
  { name: 'an image in a link', text: '[![build](https://img.test/b.svg)](https://ok.test/ci) two' },
  { name: 'an address in angles', text: 'see <https://ok.test/path> now' },
  { name: 'a bare address', text: 'see https://ok.test/path?a=1 now' },
  { name: 'a bare address at the end of a sentence', text: 'see https://ok.test/path. Then' },
  { name: 'an address without protocol', text: 'see www.ok.test/path now' },
  { name: 'a mail address', text: 'mail someone@ok.test now' },
  { name: 'a heading', text: '# One\n\ntwo', early: ['# On', 'h3', 'On'] },
  { name: 'a deeper heading', text: '### One *two*\nthree', early: ['### On', 'h5', 'On'] },
  { name: 'a heading with marks behind', text: '## One ##\n\ntwo' },
  { name: 'a heading after a paragraph', text: 'one\n## Two\nthree', early: ['one\n## Tw', 'h4', 'Tw'] },
  { name: 'a list', text: '- one\n- two\n- three', early: ['- one\n- tw', 'li', 'tw'] },
  { name: 'a list with stars', text: '* one\n* two', early: ['* on', 'li', 'on'] },
  { name: 'a list with strong', text: '- **One**: two\n- **Three**: four', early: ['- **On', 'li strong', 'On'] },
  {
    name: 'a list with stars and strong',
    text: '* **One**: two\n* **Three**: four',
    early: ['* **On', 'li strong', 'On'],
  },
  { name: 'a list after a paragraph', text: 'one:\n- two\n- three', early: ['one:\n- tw', 'li', 'tw'] },
  { name: 'a list with blank lines', text: '- one\n\n- two\n\n  three', early: ['- one\n\n- tw', 'li', 'tw'] },
  { name: 'a list in a list', text: '- one\n  - two\n    - three\n- four', early: ['- one\n  - tw', 'li li', 'tw'] },
  { name: 'numbers', text: '1. one\n2. two\n10. three', early: ['1. one\n2. tw', 'ol li', 'tw'] },
  { name: 'numbers with strong', text: '1. **One**\n   - two\n2. **Three**' },
  { name: 'tasks', text: '- [ ] one\n- [x] two\n- three', early: ['- [ ] one\n- [x] tw', 'li', 'tw'] },
  { name: 'a quote', text: '> one\n> two\n\nthree', early: ['> on', 'blockquote', 'on'] },
  {
    name: 'a quote in a quote',
    text: '> one\n> > two\n> - three',
    early: ['> one\n> > tw', 'blockquote blockquote', 'tw'],
  },
  { name: 'a quote with strong', text: '> **Note** one\n> two' },
  {
    name: 'a fence',
    text: 'one\n\n```js\nlet a = `**b**`\n```\n\ntwo',
    early: ['one\n\n```js\nlet a', 'pre', 'let a'],
  },
  { name: 'a fence without a language', text: '```\n# one\n- two\n```\nthree' },
  { name: 'a fence with tildes', text: '~~~py\none\n~~~\ntwo' },
  { name: 'a fence around a fence', text: '````md\n```js\none\n```\n````\ntwo' },
  { name: 'a fence which is never closed', text: '```js\none\ntwo', early: ['```js\non', 'pre', 'on'] },
  {
    name: 'a fence in a list',
    text: '- one\n  ```js\n  two\n  ```\n- three',
    early: ['- one\n  ```js\n  tw', 'li pre', 'tw'],
  },
  {
    name: 'a fence in a quote',
    text: '> ```js\n> one\n> ```\n> two',
    early: ['> ```js\n> on', 'blockquote pre', 'on'],
  },
  { name: 'indented code', text: 'one\n\n    two **three**\n    four\n\nfive' },
  {
    name: 'a table',
    text: '| One | Two |\n| --- | :-: |\n| a | **b** |\n| `c` | d |\n\nthree',
    early: ['| One | Two |\n| --- | :-: |\n| a | **b', 'td strong', 'b'],
  },
  { name: 'a table with its header alone', text: '| One | Two |\n|---|---|\n', early: ['| One | Tw', 'th', 'Tw'] },
  { name: 'a table after a paragraph', text: 'one\n\n| Two |\n|:--|\n| three |' },
  { name: 'a table with links', text: '| A |\n|---|\n| [docs](https://ok.test/a) |\n| https://ok.test/b |' },
  { name: 'a table with bars in code', text: '| A | B |\n|---|---|\n| `a \\| b` | c \\| d |\n' },
  { name: 'a rule', text: 'one\n\n---\n\ntwo' },
  { name: 'a rule of stars', text: 'one\n\n***\n\ntwo' },
  { name: 'a hard break', text: 'one  \ntwo\\\nthree' },
  { name: 'escapes', text: 'one \\*two\\* \\[three\\] \\`four\\` \\# five' },
  { name: 'entities', text: 'one &amp; two &copy; three &#8212; four &lt;b&gt;' },
  { name: 'HTML', text: 'one <b>two</b> <br> three <!-- four --> <div class="x">' },
  { name: 'emoji', text: '👩‍👩‍👧 **🎉** `👍🏽` [🏴󠁧󠁢󠁥󠁮󠁧󠁿](https://ok.test)' },
  { name: 'line ends of another system', text: '# One\r\n\r\n- two\r\n- **three**\r\n\r\n```\r\nfour\r\n```\r\n' },
]

/** What is not known before it is whole: a paragraph becomes something else, once. */
const late: readonly Construct[] = [
  { name: 'an underlined heading', text: 'One\n===\n\ntwo' },
  { name: 'an underlined heading of the second level', text: 'One\n---\n\ntwo' },
  { name: 'a table without outer bars', text: 'One | Two\n--- | ---\na | b' },
]

/** Nothing says that words in brackets are a link, nor that they are a definition, before the colon stands there. */
const references: readonly Construct[] = [
  { name: 'a reference', text: 'see [the docs][1] now\n\n[1]: https://ok.test/a' },
  { name: 'a reference which is its label', text: 'see [docs]\n\n[docs]: https://ok.test/a "A title"\n\nend' },
  { name: 'a reference to what stands before', text: '[docs]: https://ok.test/a\n\nsee [docs] and [more][docs] now' },
]

/** Text which looks like a beginning and is none. */
const plain: readonly string[] = [
  '2 * 3 * 4 is 24, and 5 ** 2 is 25',
  'snake_case_name, x_1 and a__b',
  'Array<string>, Map<K, V> and a List<T>',
  'if (a[i] < b[j]) return rows[0][1]',
  'rated 5* by most, and 3* by some',
  'a < b and c > d and <- e',
  'array[0] and map[key] and [1] and (see [2, 3])',
  'about ~5 minutes, in ~/home',
  'C:\\directory\\file and \\alpha',
  '5 - 3 = 2 and - 1',
  'AT&T & friends, R&D;',
  '# of things is #1 of #2',
  'costs $5 or 3$',
  'a | b | c',
  '!important and ![',
  '1) and 2. and 3.',
]

interface Character {
  character: string
  /** The kinds of its elements, but for those which come and go with what is around: paragraphs in items, links. */
  place: string
}

/** What is to be read, without white space and without controls of ours. */
function charactersIn(node: Node, place = ''): Character[] {
  if (node.nodeType === 3) {
    return [...(node.nodeValue ?? '').replace(/\s/g, '')].map((character) => ({ character, place }))
  }
  const element = node as HTMLElement
  if (element.matches('.tg-load-image')) {
    const alt = element.querySelector('span')?.textContent ?? ''
    return [...alt.replace(/\s/g, '')].map((character) => ({ character, place }))
  }
  if (element.matches('[data-ui-owned], .tg-link-host')) return []
  const tag = element.localName
  const isSeen =
    !['div', 'span', 'a', 'tbody', 'thead', 'table'].includes(tag) && !(tag === 'p' && place.endsWith('li'))
  const inside = isSeen ? `${place} ${tag}` : place
  return [...element.childNodes].flatMap((child) => charactersIn(child, inside))
}

function textOf(characters: readonly Character[]): string {
  return characters.map(({ character }) => character).join('')
}

interface Step {
  begun: string
  characters: readonly Character[]
  addresses: readonly string[]
}

/** Everything that is shown while the text comes character by character, and what is shown in the end. */
function steps(text: string): { growing: readonly Step[]; final: Step } {
  const shown = mounted()
  let begun = ''
  const growing = [...text].map((character) => {
    begun += character
    return stepOf(shown, begun, true)
  })
  const final = stepOf(shown, text, false)
  shown.end()
  return { growing, final }
}

function stepOf(shown: Mounted, begun: string, isStreaming: boolean): Step {
  shown.show(begun, isStreaming)
  const links = [...shown.container.querySelectorAll('a')]
  return {
    begun,
    characters: charactersIn(shown.container),
    addresses: links.map((link) => link.getAttribute('href') ?? ''),
  }
}

/** The beginnings after which something is shown that is not there in the end. */
function misleading(text: string): string[] {
  const { growing, final } = steps(text)
  const whole = textOf(final.characters)
  // An exclamation mark may begin an image, but what it ends is much more often a sentence.
  const shownOf = (characters: readonly Character[]) => textOf(characters).replace(/!$/, '')
  return growing.filter(({ characters }) => !whole.startsWith(shownOf(characters))).map(told)
}

/** The beginnings after which a character stands in another element than in the end. */
function flickering(text: string): string[] {
  const { growing, final } = steps(text)
  const moves = ({ character, place }: Character, at: number) => {
    const there = final.characters[at]
    return there?.character === character && there.place !== place
  }
  return growing.filter(({ characters }) => characters.some(moves)).map(told)
}

function told({ begun, characters }: Step): string {
  const last = characters.at(-1)
  return `${JSON.stringify(begun)} shows ${JSON.stringify(textOf(characters))}, last in${last?.place ?? ' nothing'}`
}

describe('While it comes character by character', () => {
  it.each(constructs)('$name shows no mark and nothing that goes away', ({ text }) => {
    expect(misleading(text)).toEqual([])
  })

  it.each(constructs)('$name stays in the element in which it appeared', ({ text }) => {
    expect(flickering(text)).toEqual([])
  })

  it.each(late)('$name turns into itself once', ({ text }) => {
    const { growing, final } = steps(text)
    const first = growing.map(({ characters }) => characters[0]?.place)
    const turns = first.filter((place, at) => at > 0 && place !== first[at - 1])
    expect(turns).toEqual([final.characters[0]?.place])
  })

  it.each(references)('$name stays what it is from its definition on', ({ text }) => {
    const { growing, final } = steps(text)
    const end = text.indexOf('\n', text.indexOf(']: '))
    const defined = growing.filter(({ begun }) => end >= 0 && begun.length > end + 1)
    const whole = textOf(final.characters)
    expect(defined.filter(({ characters }) => !whole.startsWith(textOf(characters))).map(told)).toEqual([])
  })

  it.each([...constructs, ...late, ...references])('$name has no link but those it has in the end', ({ text }) => {
    const { growing, final } = steps(text)
    const half = growing.filter(({ addresses }) => addresses.some((address) => !final.addresses.includes(address)))
    expect(half.map(({ begun, addresses }) => [begun, addresses])).toEqual([])
  })

  it.each(constructs.filter(({ early }) => early))('$name is formatted before it is whole', ({ early }) => {
    const [begun = '', element = '', words = ''] = early ?? []
    const shown = mounted()
    shown.show(begun, true)
    const found = [...shown.container.querySelectorAll(element)].at(-1)
    expect(found?.textContent).toBe(words)
    shown.end()
  })

  it.each(plain)('what only looks like marks is text all the time: %s', (text) => {
    expect(misleading(text)).toEqual([])
    expect(flickering(text)).toEqual([])
  })
})
