import { Tool } from '../../src/hooks/index.js'

const place = {
  type: 'object',
  properties: { city: { type: 'string' }, unit: { type: 'string' } },
  required: ['city'],
} as const

const temperatures: Record<string, number> = { Lisbon: 21, Oslo: 4, Nairobi: 24 }

export const weather = new Tool({
  name: 'get_weather',
  description: 'The weather in a city',
  parameters: place,
  execute: ({ city }) => ({ city, temperature: temperatures[city] ?? 15, sky: 'clear' }),
})

export const brokenWeather = new Tool({
  name: 'get_weather',
  description: 'The weather in a city',
  parameters: place,
  execute: () => {
    throw new Error('The weather service answered with 503.')
  },
})

/** Never answers. */
export function slowWeather(timeoutMs?: number) {
  return new Tool({
    name: 'get_weather',
    description: 'The weather in a city',
    parameters: place,
    timeoutMs,
    execute: () => new Promise(() => {}),
  })
}

export const sendMail = new Tool({
  name: 'send_mail',
  description: 'Sends a mail',
  parameters: {
    type: 'object',
    properties: { to: { type: 'string' }, subject: { type: 'string' }, text: { type: 'string' } },
    required: ['to', 'subject', 'text'],
  },
  needsApproval: true,
  execute: ({ to }) => ({ sent: true, to }),
})

export function mailTo(to: string) {
  return {
    name: 'send_mail',
    arguments: { to, subject: 'Minutes of Monday', text: 'Dear all,\nplease find the minutes below.\n\nBest wishes' },
  }
}

export function weatherIn(city: string) {
  return { name: 'get_weather', arguments: { city, unit: 'celsius' } }
}
