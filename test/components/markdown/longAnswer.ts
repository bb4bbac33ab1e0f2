import { createRandom, type Random } from './random.js'

const words =
  'the a model reads one token after another and writes what comes next so a longer answer takes more time while its prompt is kept in memory until every reader has seen it'.split(
    ' ',
  )

/** An answer such as models write, of about so many characters: headings, paragraphs, lists, tables, code, links. */
export function longAnswer(length: number, seed = 1): string {
  const random = createRandom(seed)
  let text = ''
  for (let section = 1; text.length < length; section += 1) text += sectionOf(section, random)
  return text
}

function sectionOf(number: number, random: Random): string {
  return [
    `## ${number}. ${sentence(random, 4)}`,
    paragraph(random, 60 + random.integer(40)),
    Array.from({ length: 5 }, () => `- **${sentence(random, 2)}**: ${sentence(random, 12)}`).join('\n'),
    paragraph(random, 50 + random.integer(40)),
    `\`\`\`ts\n${Array.from({ length: 12 }, (_, line) => `const value${line} = read(${line}) // ${sentence(random, 4)}`).join('\n')}\n\`\`\``,
    `| Name | Value |\n|:--|--:|\n${Array.from({ length: 6 }, (_, row) => `| ${sentence(random, 2)} | ${row}.5 |`).join('\n')}`,
    `1. ${sentence(random, 9)}\n2. ${sentence(random, 9)}\n   - ${sentence(random, 6)}\n   - \`${sentence(random, 2)}\``,
    `> ${sentence(random, 14)}`,
    '',
  ].join('\n\n')
}

function paragraph(random: Random, count: number): string {
  const texts = Array.from({ length: count }, () => word(random))
  texts[5] = `**${texts[5]}**`
  texts[20] = `[${texts[20]}](https://example.com/${random.integer(1000)})`
  texts[35] = `\`${texts[35]}\``
  return `${texts.join(' ')}.`
}

function sentence(random: Random, count: number): string {
  return Array.from({ length: count }, () => word(random)).join(' ')
}

function word(random: Random): string {
  return random.pick(words)
}
