// Markdown as models write it, drawn by a seed. Nothing here is recorded.
import { createRandom } from '../../random.js'

const words =
  'a about after again against all along also although among an and another answer any around as at back be because been before behind being below between both but by call can case change check clear client close code come common complete copy cost could count course data day deep detail different do does done down each early easy edge either else empty end enough entry error even event every example expect fact far fast few field file find first fix follow for form four from full further general give given go good great group grow half hand hard has have head help here high hold hour how however idea if important in inside instead into is it item its itself just keep key kind know large last late later layer least left less let level life like line list little local long look loop made main make many may mean measure memory message method middle might mind model more most move much must name near need never new next no not note nothing number of off often old on once one only open or order other our out over own page part pass past path per place plan point possible press problem program public put quick quite rather read real reason record result return right room run same save say second see seem send serve set several short should show side simple since single size slow small so some soon sort source space stand start state step still store stream string such sure table take task tell test text than that the their them then there these they thing think this those though three through time to together token too top total toward try turn two type under until up use user value very view wait want was way we well were what when where which while who whole why will with within without word work would write year yet you'.split(
    ' ',
  )

/**
 * An answer with headings, paragraphs of 300 to 600 characters, lists, tables, code, quotes, emphasis and links, which
 * ends with the word ENDMARK.
 *
 * @param {number} length  in characters, about
 * @param {number} [seed]
 */
export function markdownAnswer(length, seed = 1) {
  const random = createRandom(seed)
  const blocks = []
  let size = closing.length
  for (let place = 0; size < length; place++) {
    const block = makeBlock(random, place)
    blocks.push(block)
    size += block.length + 2
  }
  return [...blocks, closing].join('\n\n')
}

const closing = 'That is all there is to say about it: ENDMARK'

/** @typedef {() => number} Random */

/** A heading, then paragraphs with something else between them. @param {Random} random @param {number} place */
function makeBlock(random, place) {
  if (place % 6 === 0) return heading(random)
  if (place % 2 === 1) return paragraph(random)
  const draw = random()
  if (draw < 0.3) return paragraph(random)
  if (draw < 0.55) return list(random, random() < 0.5)
  if (draw < 0.77) return code(random)
  if (draw < 0.92) return table(random)
  return `> ${sentences(random, 160)}`
}

/** @param {Random} random */
function heading(random) {
  return `${random() < 0.5 ? '##' : '###'} ${capital(phrase(random, 3 + pick(random, 4)))}`
}

/** @param {Random} random */
function paragraph(random) {
  return sentences(random, 300 + pick(random, 260))
}

/** @param {number} length @returns {(random: Random) => string} */
function paragraphOf(length) {
  return (random) => sentences(random, length)
}

/** @param {Random} random @param {boolean} isOrdered */
function list(random, isOrdered) {
  const lines = []
  for (let item = 0; item < 3 + pick(random, 4); item++) {
    lines.push(`${isOrdered ? `${item + 1}.` : '-'} ${sentences(random, 40 + pick(random, 80))}`)
    if (!isOrdered && random() < 0.25) lines.push(`  - ${sentence(random)}`)
  }
  return lines.join('\n')
}

/** @param {Random} random */
function shortCode(random) {
  return code(random, 5)
}

/** @param {Random} random */
function code(random, length = 6 + pick(random, 12)) {
  const lines = []
  for (let line = 0; line < length; line++) {
    const indent = '  '.repeat(pick(random, 3))
    const call = `${word(random)}${capital(word(random))}`
    lines.push(`${indent}const ${word(random)} = ${call}('${phrase(random, 2)}', ${pick(random, 100)})`)
  }
  return ['```ts', ...lines, '```'].join('\n')
}

/** @param {Random} random */
function table(random) {
  const columns = 3 + pick(random, 2)
  /** @param {(column: number) => string} cell */
  const row = (cell) => `| ${Array.from({ length: columns }, (_, column) => cell(column)).join(' | ')} |`
  const rows = Array.from({ length: 3 + pick(random, 5) }, () => row(() => phrase(random, 1 + pick(random, 3))))
  return [row(() => capital(word(random))), row(() => '---'), ...rows].join('\n')
}

/** @param {Random} random @param {number} length */
function sentences(random, length) {
  let text = sentence(random)
  while (text.length < length) text += ` ${sentence(random)}`
  return text
}

/** @param {Random} random */
function sentence(random) {
  return `${capital([phrase(random, 4 + pick(random, 6)), spice(random), phrase(random, 2 + pick(random, 4))].join(' '))}.`
}

/** @param {Random} random */
function spice(random) {
  const draw = random()
  if (draw < 0.12) return `**${phrase(random, 2)}**`
  if (draw < 0.2) return `*${phrase(random, 2)}*`
  if (draw < 0.3) return `\`${word(random)}.${word(random)}()\``
  if (draw < 0.35) return `[${phrase(random, 2)}](https://example.com/${word(random)}/${pick(random, 1000)})`
  if (draw < 0.38) return `~~${word(random)}~~`
  return `${word(random)},`
}

/** @param {Random} random @param {number} count */
function phrase(random, count) {
  return Array.from({ length: count }, () => word(random)).join(' ')
}

/** @param {Random} random */
function word(random) {
  return words[pick(random, words.length)] ?? ''
}

/** @param {Random} random @param {number} count */
function pick(random, count) {
  return Math.floor(random() * count)
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** @typedef {{ id: string, role: 'user' | 'assistant', text: string }} EarlierMessage */

/**
 * Messages from before: short questions and markdown answers of about 120 words in turns. No two are equal.
 *
 * @param {number} count
 * @returns {EarlierMessage[]}
 */
export function earlierMessages(count) {
  const bodies = Array.from({ length: 97 }, (_, place) => earlierAnswer(createRandom(place + 1), place))
  return Array.from({ length: count }, (_, place) => ({
    id: `earlier-${place}`,
    role: place % 2 === 0 ? 'user' : 'assistant',
    text:
      place % 2 === 0
        ? `What about case ${place}, and what comes after it?`
        : `Case ${place - 1} is **${words[place % words.length]}** here.\n\n${bodies[place % bodies.length]}\n\n${endOf(place)}`,
  }))
}

/** How the earlier message at this place ends. @param {number} place */
export function endOf(place) {
  return place % 2 === 0 ? `What about case ${place}, and what comes after it?` : `So much for number ${place}.`
}

/** A few words, a list with bold beginnings, and by turns code, a table or more words: about 120 words. @param {Random} random @param {number} place */
function earlierAnswer(random, place) {
  const items = Array.from({ length: 4 }, () => `- **${capital(phrase(random, 2))}**: ${sentence(random)}`)
  const ends = [shortCode, table, paragraphOf(60)]
  return [paragraphOf(120)(random), items.join('\n'), ends[place % ends.length]?.(random)].join('\n\n')
}
