import { type SyntheticEvent, useEffect, useState } from 'react'
import { addressOf, useGlobals } from './useGlobals.js'
import './docs.css'

export interface StoryFrameProps {
  id: string
  /** Names the frame. */
  title: string
  /** A CSS length, for stories which fill what they are in. @default as high as the story */
  height?: string | undefined
  /** How fast replies stream until the toolbar says otherwise, in tokens per second. @default the story's own speed */
  speed?: number | undefined
}

const smallest = 96 // px
const largest = 640 // px
const padding = 32 // px, Storybook's around a story

/**
 * A story in a page of its own: with its own theme, its own simulator, and no script which takes the focus from the
 * reader (`embed` switches play functions off).
 */
export function StoryFrame({ id, title, height, speed }: StoryFrameProps) {
  const globals = { ...(speed !== undefined && { speed }), ...useGlobals() }
  const [root, setRoot] = useState<HTMLElement | null>(null)
  const contentHeight = useHeightOf(height === undefined ? root : null)
  const query = new URLSearchParams({ id, viewMode: 'story', embed: 'true', globals: addressOf(globals) })

  function onLoad({ currentTarget }: SyntheticEvent<HTMLIFrameElement>): void {
    setRoot(currentTarget.contentDocument?.getElementById('storybook-root') ?? null)
  }

  return (
    <iframe
      className="kit-frame"
      title={title}
      src={`iframe.html?${query}`}
      loading="lazy"
      style={{ blockSize: height ?? contentHeight }}
      onLoad={onLoad}
    />
  )
}

function useHeightOf(root: HTMLElement | null): number {
  const [height, setHeight] = useState(smallest)
  useEffect(() => {
    if (!root) return
    const observer = new ResizeObserver(() => {
      setHeight(Math.min(Math.max(root.offsetHeight + padding, smallest), largest))
    })
    observer.observe(root)
    return () => observer.disconnect()
  }, [root])
  return height
}
