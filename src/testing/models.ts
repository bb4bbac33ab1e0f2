/** A row of `GET /models`; prices are USD per million tokens. */
export interface SimulatorModel {
  id: string
  object: 'model'
  created: number
  type: string
  running: boolean
  display_name: string
  organization: string
  link: string
  license: string
  context_length: number
  pricing: { hourly: number; input: number; output: number; base: number; finetune: number }
}

/** How a model thinks: not at all, in `<think>` inside the content, or in `delta.reasoning`. */
export type ReasoningStyle = 'none' | 'think' | 'field'

type ModelFacts = [id: string, name: string, organization: string, context: number, input: number, output: number]

const chatModels: readonly ModelFacts[] = [
  ['meta-llama/Llama-3.3-70B-Instruct-Turbo', 'Llama 3.3 70B Instruct Turbo', 'Meta', 131_072, 0.88, 0.88],
  ['meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8', 'Llama 4 Maverick', 'Meta', 1_048_576, 0.27, 0.85],
  ['deepseek-ai/DeepSeek-R1', 'DeepSeek R1', 'DeepSeek', 163_840, 3, 7],
  ['deepseek-ai/DeepSeek-V3.1', 'DeepSeek V3.1', 'DeepSeek', 131_072, 0.6, 1.7],
  ['openai/gpt-oss-120b', 'gpt-oss 120B', 'OpenAI', 131_072, 0.15, 0.6],
  ['openai/gpt-oss-20b', 'gpt-oss 20B', 'OpenAI', 131_072, 0.05, 0.2],
  ['Qwen/Qwen3.8-Flash', 'Qwen3.8 Flash', 'Qwen', 262_144, 0.1, 0.4],
  ['moonshotai/Kimi-K2.6', 'Kimi K2.6', 'Moonshot AI', 262_144, 1, 3],
]

/** The simulator's `GET /models` answer: eight chat models and one image model. */
export const simulatorModels: readonly SimulatorModel[] = [
  ...chatModels.map((facts) => row('chat', facts)),
  row('image', ['black-forest-labs/FLUX.1-schnell', 'FLUX.1 [schnell]', 'Black Forest Labs', 0, 0, 0]),
]

/** The chat or image model of that id, if the simulator has it. */
export function findModel(id: string): SimulatorModel | undefined {
  return simulatorModels.find((model) => model.id === id)
}

/** How this model thinks unless a request says otherwise. */
export function reasoningStyleOf(id: string): ReasoningStyle {
  if (/DeepSeek-R1/i.test(id)) return 'think'
  return /gpt-oss|Qwen3\.|Kimi-K2\.|GLM-5|MiniMax-M2/i.test(id) ? 'field' : 'none'
}

/** Whether the model reports usage in a last chunk without choices, as recorded for Qwen3.8, and not on the finish chunk. */
export function sendsTrailingUsage(id: string): boolean {
  return /Qwen3\./i.test(id)
}

function row(type: string, [id, name, organization, context, input, output]: ModelFacts): SimulatorModel {
  return {
    id,
    object: 'model',
    created: 0,
    type,
    running: false,
    display_name: name,
    organization,
    link: `https://huggingface.co/${id}`,
    license: 'See the model card',
    context_length: context,
    pricing: { hourly: 0, input, output, base: 0, finetune: 0 },
  }
}
