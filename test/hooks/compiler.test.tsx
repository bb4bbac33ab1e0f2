import { act, render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { stepped } from './render.js'
import { Thread } from './Thread.compiled.js'

const frame = () => new Promise((resolve) => setTimeout(resolve, 40))

describe('under the React compiler', () => {
  it('is really compiled', () => {
    expect(String(Thread)).toMatch(/memo_cache_sentinel|\$\[\d+\]/)
  })

  it('shows every publication, also where the result is read as a whole', async () => {
    const { wrapper, streamAt } = stepped()
    let renders = 0
    render(<Thread onRender={() => renders++} />, { wrapper })
    act(() => screen.getByRole('button').click())
    expect(screen.getByTestId('status').textContent).toBe('submitted')
    const stream = await streamAt(0)
    for (const [place, word] of ['Once ', 'upon ', 'a time'].entries()) {
      await act(async () => {
        await stream.text(word)
        await frame()
      })
      expect(screen.getByTestId('last').textContent).toBe(['Once ', 'Once upon ', 'Once upon a time'][place])
      expect(screen.getAllByRole('listitem').at(-1)?.textContent).toBe(screen.getByTestId('last').textContent)
    }
    expect(screen.getByTestId('phase').textContent).toBe('streaming')
    await act(async () => {
      await stream.finish()
      await frame()
    })
    expect([screen.getByTestId('status').textContent, screen.getByTestId('phase').textContent]).toEqual([
      'ready',
      'idle',
    ])
    expect(renders).toBeLessThan(10)
  })
})
