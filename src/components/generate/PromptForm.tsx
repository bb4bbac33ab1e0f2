'use client'

import { type FormEvent, type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useState } from 'react'
import { MessageField } from '../composer/MessageField.js'
import { useWords } from '../kit/KitContext.js'
import { RunButton } from './RunButton.js'
import { englishGenerate } from './strings.js'

interface PromptFormProps {
  field: RefObject<HTMLTextAreaElement | null>
  /** The element which names the form. @default words of its own */
  labelledBy: string | undefined
  placeholder: string | undefined
  autoFocus: boolean | undefined
  hasSystemPrompt: boolean | undefined
  isBusy: boolean
  onSend: (prompt: string, systemPrompt: string | undefined) => void
  onStop: () => void
}

/** Where a prompt is written. It stays, to be changed and sent again. */
export function PromptForm({
  field,
  labelledBy,
  placeholder,
  autoFocus = false,
  hasSystemPrompt = false,
  isBusy,
  onSend,
  onStop,
}: PromptFormProps): ReactNode {
  const strings = useWords(englishGenerate)
  const [prompt, setPrompt] = useState('')
  const [systemPrompt, setSystemPrompt] = useState('')
  const hintId = useId()
  const isEmpty = prompt.trim() === ''
  useEffect(() => {
    if (autoFocus) field.current?.focus({ preventScroll: true })
  }, [autoFocus, field])

  function submit(event?: FormEvent): void {
    event?.preventDefault()
    if (isEmpty) return
    onSend(prompt, systemPrompt.trim() === '' ? undefined : systemPrompt)
    field.current?.focus({ preventScroll: true })
  }

  function onEscape(event: KeyboardEvent): void {
    if (!isBusy) return
    event.stopPropagation()
    event.preventDefault() // a dialog around it would close
    onStop()
  }

  return (
    <form
      className="tg-generate-form"
      aria-label={labelledBy === undefined ? strings.generateForm : undefined}
      aria-labelledby={labelledBy}
      aria-describedby={hintId}
      data-busy={isBusy || undefined}
      onSubmit={submit}
    >
      {hasSystemPrompt && (
        <details className="tg-generate-system">
          <summary className="tg-summary">{strings.generateSystemPrompt}</summary>
          <div className="tg-generate-field">
            <MessageField
              value={systemPrompt}
              onValueChange={setSystemPrompt}
              onSubmit={submit}
              onEscape={onEscape}
              aria-label={strings.generateSystemPrompt}
            />
          </div>
        </details>
      )}
      <div className="tg-generate-field">
        <MessageField
          ref={field}
          value={prompt}
          onValueChange={setPrompt}
          onSubmit={submit}
          onEscape={onEscape}
          placeholder={placeholder ?? strings.generatePlaceholder}
          aria-label={strings.generatePrompt}
        />
        <RunButton isBusy={isBusy} isEmpty={isEmpty} onStop={onStop} />
      </div>
      <span id={hintId} className="tg-hidden">
        {strings.generateHint}
      </span>
    </form>
  )
}
