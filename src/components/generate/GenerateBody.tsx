'use client'

import { type ForwardedRef, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { LiveAnnouncer } from '../announcer/createAnnouncer.js'
import { LiveRegions } from '../announcer/LiveRegions.js'
import { classes } from '../kit/part.js'
import { GenerateError } from './GenerateError.js'
import { GenerateResults } from './GenerateResults.js'
import type { GenerateViewProps } from './GenerateView.js'
import { PromptForm } from './PromptForm.js'
import { useRunAnnouncements } from './useRunAnnouncements.js'
import { useRunTiming } from './useRunTiming.js'

interface GenerateBodyProps extends Omit<GenerateViewProps, 'strings' | 'components' | 'markdownPlugins'> {
  root: ForwardedRef<HTMLDivElement>
  announcer: LiveAnnouncer
}

/** The prompt which was sent last, and how many were. */
interface Asked {
  prompt: string
  systemPrompt: string | undefined
  run: number
}

/** The box inside of its kit: form, controls, what went wrong, results. */
export function GenerateBody({
  root,
  announcer,
  generation,
  title,
  placeholder,
  autoFocus,
  hasSystemPrompt,
  onResult,
  renderObject,
  announcerContainer,
  className,
  style,
  children,
}: GenerateBodyProps): ReactNode {
  const { generate, status, error, stop } = generation
  const isBusy = status === 'pending' || status === 'streaming'
  const [asked, setAsked] = useState<Asked | null>(null)
  const timing = useRunTiming(status, asked?.run ?? 0)
  useRunAnnouncements(generation, announcer)
  const titleId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const latest = useRef(onResult)
  useEffect(() => {
    latest.current = onResult
  })

  function send(prompt: string, systemPrompt: string | undefined): void {
    if (isBusy && prompt === asked?.prompt && systemPrompt === asked.systemPrompt) return
    setAsked({ prompt, systemPrompt, run: (asked?.run ?? 0) + 1 })
    generate(prompt, { systemPrompt }).then(
      (result) => latest.current?.(result),
      () => {}, // `error` says why
    )
  }

  function retry(): void {
    field.current?.focus({ preventScroll: true }) // the button goes away
    if (asked) send(asked.prompt, asked.systemPrompt)
  }

  return (
    <div
      ref={root}
      className={classes('tg-root tg-generate', className)}
      style={style}
      data-status={status}
      data-error={error?.code}
    >
      {title !== undefined && (
        <p id={titleId} className="tg-generate-title">
          {title}
        </p>
      )}
      <PromptForm
        field={field}
        labelledBy={title === undefined ? undefined : titleId}
        placeholder={placeholder}
        autoFocus={autoFocus}
        hasSystemPrompt={hasSystemPrompt}
        isBusy={isBusy}
        onSend={send}
        onStop={stop}
      />
      {children}
      {error && <GenerateError error={error} at={timing?.finishedAt ?? null} onRetry={asked && retry} />}
      <GenerateResults generation={generation} timing={timing} isBusy={isBusy} renderObject={renderObject} />
      <LiveRegions announcer={announcer} container={announcerContainer} />
    </div>
  )
}
