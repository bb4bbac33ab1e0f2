import Together from 'together-ai'
import { accumulatorOf } from './accumulator.js'

export const way = accumulatorOf(Together)
