'use client'

import { forwardRef, type ReactNode } from 'react'
import { useTogetherModels } from '../../hooks/useTogetherModels.js'
import type { Part } from '../kit/part.js'
import { ModelPicker, type ModelPickerProps } from './ModelPicker.js'

/** What `TogetherModelPicker` takes: all of `ModelPicker` but the models. */
export interface TogetherModelPickerProps extends Omit<ModelPickerProps, 'models'> {}

/**
 * A `ModelPicker` over the chat models of the nearest `TogetherProvider`, fetched through TanStack Query.
 *
 * @example
 * <TogetherModelPicker value={model} onValueChange={setModel} />
 */
export const TogetherModelPicker: Part<TogetherModelPickerProps, HTMLDivElement> = forwardRef(
  function TogetherModelPicker(props, ref): ReactNode {
    return <ModelPicker ref={ref} {...props} models={useTogetherModels()} />
  },
)
