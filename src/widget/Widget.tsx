import type { ReactNode } from 'react'
import { TogetherChat } from '../components/index.js'
import { TogetherProvider } from '../hooks/TogetherProvider.js'

export interface WidgetProps {
  baseUrl: string | undefined
  model: string | undefined
  systemPrompt: string | undefined
  placeholder: string | undefined
  heading: string | undefined
  announcerContainer: Element
}

/** What the element shows. Its conversation ends with it: nobody else could hold it. */
export function Widget({ baseUrl, heading, ...rest }: WidgetProps): ReactNode {
  return (
    <TogetherProvider baseUrl={baseUrl}>
      <TogetherChat {...rest} title={heading} stopOnUnmount />
    </TogetherProvider>
  )
}
