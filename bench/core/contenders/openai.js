import OpenAI from 'openai'
import { accumulatorOf } from './accumulator.js'

export const way = accumulatorOf(OpenAI)
