import { TogetherChat, ToolCall, type ToolCallProps } from '../../src/components/index.js'
import { Tool } from '../../src/hooks/index.js'
import './weather.css'

/** A card of your own for the results of one tool; its other states, and all other tools, stay the kit's. */
export function WeatherChat() {
  return <TogetherChat tools={tools} components={components} suggestions={['How is the weather in Lisbon?']} />
}

const tools = [
  new Tool({
    name: 'get_weather',
    description: 'The weather in a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } as const,
    execute: ({ city }) => ({ city, temperature: 21, sky: 'Clear' }),
  }),
]

const components = { ToolCall: Card }

function Card(props: ToolCallProps) {
  const weather = props.call.name === 'get_weather' ? readWeather(props.call.result) : null
  if (!weather) return <ToolCall {...props} />
  return (
    <section className="weather" aria-label={`Weather in ${weather.city}`}>
      <bdi className="weather-degrees">{weather.temperature} °C</bdi>
      <span>
        {weather.sky} in {weather.city}
      </span>
    </section>
  )
}

interface Weather {
  city: string
  temperature: number
  sky: string
}

/** Not there before the tool answered, and text in a conversation which was saved. */
function readWeather(result: unknown): Weather | null {
  if (typeof result === 'string') return JSON.parse(result)
  return (result as Weather | undefined) ?? null
}
