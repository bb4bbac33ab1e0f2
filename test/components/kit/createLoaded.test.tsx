import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { createLoaded } from '../../../src/components/kit/createLoaded.js'

function Card({ name }: { name: string }) {
  return <p>Card of {name}</p>
}

it('shows the fallback until the part is there, then the part wherever it stands', async () => {
  const load = vi.fn(async () => Card)
  const Loaded = createLoaded(load)
  const { unmount } = render(<Loaded name="Ada" fallback="Ada" />)
  expect(screen.getByText('Ada')).toBeInTheDocument()
  expect(await screen.findByText('Card of Ada')).toBeInTheDocument()
  unmount()
  render(<Loaded name="Bo" fallback="Bo" />)
  expect(screen.getByText('Card of Bo')).toBeInTheDocument()
  expect(load).toHaveBeenCalledTimes(1)
})

it('loads once for several which are shown at once', async () => {
  const load = vi.fn(async () => Card)
  const Loaded = createLoaded(load)
  render(
    <>
      <Loaded name="Ada" fallback="…" />
      <Loaded name="Bo" fallback="…" />
    </>,
  )
  expect(await screen.findAllByText(/Card of/)).toHaveLength(2)
  expect(load).toHaveBeenCalledTimes(1)
})

it('tries again with the next which is shown when a load failed', async () => {
  const load = vi.fn<() => Promise<typeof Card>>()
  load.mockRejectedValueOnce(new Error('offline')).mockResolvedValue(Card)
  const Loaded = createLoaded(load)
  const onFailed = vi.fn()
  const { unmount } = render(<Loaded name="Ada" fallback="Ada" onFailed={onFailed} />)
  await vi.waitFor(() => expect(onFailed).toHaveBeenCalledTimes(1), 10_000)
  expect(screen.getByText('Ada')).toBeInTheDocument()
  unmount()
  render(<Loaded name="Ada" fallback="Ada" />)
  expect(await screen.findByText('Card of Ada')).toBeInTheDocument()
})
