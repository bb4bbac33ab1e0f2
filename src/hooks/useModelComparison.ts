'use client'

import { useMemo } from 'react'
import { compareModels, createTogetherTransport, type ModelComparison } from '../store/index.js'
import { useTogetherConnection } from './TogetherProvider.js'

/**
 * `compareModels` over the provider's connection, the same object while the models are the same. With none the
 * conversation asks its own model, so that a switch can turn the comparison on and off.
 *
 * @example
 * const { chat } = useTogetherChat(useModelComparison(['openai/gpt-oss-20b', 'deepseek-ai/DeepSeek-V3.1']))
 */
export function useModelComparison(models: readonly string[]): ModelComparison {
  const connection = useTogetherConnection()
  const names = models.join('\n') // a list made anew in each render is the same list
  return useMemo(
    () => compareModels(names === '' ? [] : names.split('\n'), createTogetherTransport(connection)),
    [names, connection],
  )
}
