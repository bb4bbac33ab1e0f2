import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { ImageContent } from '../../src/core/index.js'
import { closedAfterwards, launchChromium } from '../setup/browser.js'
import { openLab } from './lab/openLab.js'

const browser = await closedAfterwards(launchChromium())

interface Attached {
  type?: string
  mimeType?: string
  width?: number
  height?: number
  bytes?: number
  code?: string
  message?: string
}

/** What becomes of a picture of this size and type, in the page. */
async function attach(
  page: Page,
  image: { width: number; height: number; type: string; noise?: boolean },
  limits = {},
) {
  return page.evaluate(
    async ([{ width, height, type, noise }, given]): Promise<Attached> => {
      const canvas = document.createElement('canvas')
      Object.assign(canvas, { width, height })
      const context = canvas.getContext('2d') as CanvasRenderingContext2D
      context.fillStyle = 'teal'
      context.fillRect(0, 0, width / 2, height / 2)
      if (noise) {
        const pixels = context.createImageData(width, height)
        for (let at = 0; at < pixels.data.length; at++) pixels.data[at] = at % 4 === 3 ? 255 : Math.random() * 256
        context.putImageData(pixels, 0, 0)
      }
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.95))
      const file = new File([blob as Blob], 'photo', { type })
      try {
        const [part] = (await window.lab.attachmentsFrom([file], given)) as [ImageContent]
        const shown = new Image()
        shown.src = `data:${part.mimeType};base64,${part.base64Image}`
        await shown.decode()
        const { naturalWidth, naturalHeight } = shown
        return {
          type: part.type,
          mimeType: part.mimeType ?? '',
          width: naturalWidth,
          height: naturalHeight,
          bytes: (part.base64Image.length * 3) / 4,
        }
      } catch (error) {
        const { code, message } = error as Attached
        return { code, message } as Attached
      }
    },
    [image, limits] as const,
  )
}

describe('attached images', () => {
  it('are scaled down to 1,568 pixels, keeping their shape and type', async () => {
    const page = await openLab(browser)
    expect(await attach(page, { width: 4000, height: 3000, type: 'image/jpeg' })).toMatchObject({
      type: 'image',
      mimeType: 'image/jpeg',
      width: 1568,
      height: 1176,
    })
    expect(await attach(page, { width: 100, height: 3136, type: 'image/png' })).toMatchObject({
      mimeType: 'image/png',
      width: 50,
      height: 1568,
    })
  })

  it('stay as they are when they are small', async () => {
    const page = await openLab(browser)
    expect(await attach(page, { width: 640, height: 480, type: 'image/webp' })).toMatchObject({
      mimeType: 'image/webp',
      width: 640,
      height: 480,
    })
  })

  it('which stay large become JPEG, and are refused by name where that does not help', async () => {
    const page = await openLab(browser)
    const image = { width: 1200, height: 1200, type: 'image/png', noise: true }
    expect(await attach(page, image, { maxFileBytes: 2_000_000 })).toMatchObject({
      mimeType: 'image/jpeg',
      width: 1200,
    })
    expect(await attach(page, image, { maxFileBytes: 10_000 })).toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/^photo has \d\.\d MiB; 0\.0 MiB can be sent\.$/),
    })
  })
})
