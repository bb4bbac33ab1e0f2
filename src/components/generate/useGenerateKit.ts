'use client'

import { useMemo, useState } from 'react'
import { createAnnouncer, type LiveAnnouncer } from '../announcer/createAnnouncer.js'
import type { ChatRootProps } from '../chat/ChatRoot.js'
import { createSignal } from '../kit/createSignal.js'
import { type Kit, type KitComponents, useKit } from '../kit/KitContext.js'
import { useShallowStable } from '../kit/useShallowStable.js'
import type { MarkdownPlugin } from '../markdown/plugin.js'
import type { KitStrings } from '../strings/KitStrings.js'

/** A kit without a chat: words and components are those of the one around it where nothing else is given. */
export function useGenerateKit({
  strings = none,
  components = none,
  markdownPlugins,
}: Pick<ChatRootProps, 'strings' | 'components' | 'markdownPlugins'>): { kit: Kit; announcer: LiveAnnouncer } {
  const around = useKit()
  const [announcer] = useState(createAnnouncer)
  const [editing] = useState(() => createSignal<string | null>(null))
  const words = useShallowStable<Partial<KitStrings>>(strings)
  const markdown = useShallowStable({ ...around.components.markdown, ...components.markdown })
  const parts = useShallowStable<KitComponents>({ ...around.components, ...components, markdown })
  const plugins = useShallowStable<readonly MarkdownPlugin[]>(markdownPlugins ?? around.markdownPlugins)
  const kit = useMemo(
    (): Kit => ({
      chat: null,
      strings: { ...around.strings, ...words },
      components: parts,
      markdownPlugins: plugins,
      announcer,
      editing,
    }),
    [around.strings, words, parts, plugins, announcer, editing],
  )
  return { kit, announcer }
}

const none = {}
