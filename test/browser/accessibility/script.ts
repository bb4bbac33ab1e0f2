import { cut, reply, type SimulatorRequest, type SimulatorStep, silence, status } from '../../../src/testing/index.js'

/** A reply which is read out as a whole. */
export const short = 'The sky is blue, because air scatters blue light most.'

/** One with everything that markdown has. */
const rich = `## What a relay does

It keeps the **key** on a server, as the [documentation](https://docs.together.ai/docs/quickstart) says.

1. It checks the \`model\`
2. It adds the key

\`\`\`ts
export const POST = createTogetherRelay({ allowedModels: ['meta-llama/Llama-3.3-70B-Instruct-Turbo'], public: true })
\`\`\`

| Limit | Default | Counts per | And then there is this column |
|:--|--:|:-:|:--|
| \`bodyBytes\` | 8 MiB | request | AVeryLongWordWithoutAnyPlaceToBreak |

![A relay](https://images.test/relay.png)

- [x] Key on the server
`

const answers: Readonly<Record<string, SimulatorStep>> = {
  long: reply({ text: 'word '.repeat(120).trim(), tokensPerSecond: 160 }),
  endless: { ...silence(20), text: 'word '.repeat(200) },
  sentences: reply({
    chunks: ['The air ', 'scatters light. ', 'Blue ', 'is scattered most. ', 'And that ', 'is all'],
    tokensPerSecond: 2,
  }),
  mail: reply({
    text: 'I will send it.',
    toolCalls: [{ name: 'send_mail', arguments: { to: 'team@example.org' } }],
    tokensPerSecond: 10,
  }),
  search: reply({ toolCalls: [{ name: 'look_up', arguments: {} }] }),
  rich: reply({ text: rich, reasoning: 'Where is the key?', tokensPerSecond: 2000 }),
  wait: { ...silence(0), text: 'Never' },
  fail: status(503),
  refuse: status(401),
  break: cut(12),
}

/** What the model of these tests says to what it is asked; slow enough that nothing is announced together with its end. */
export function script({ body }: SimulatorRequest): SimulatorStep {
  const { role, content } = body.messages?.at(-1) ?? {}
  if (/^only /.test(String(content)) && content !== `only ${body.model}`) return status(503)
  if (role === 'tool') return reply({ text: 'The mail is on its way', tokensPerSecond: 10 })
  return answers[String(content)] ?? reply({ text: short, tokensPerSecond: 12 })
}
