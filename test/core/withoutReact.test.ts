import { describe, expect, it } from 'vitest'

describe('core and store without React and without a browser', () => {
  it('are tested where there is neither', async () => {
    expect(typeof window).toBe('undefined')
    expect(typeof document).toBe('undefined')
    await expect(import('react')).rejects.toThrow('React was imported by core or store')
    await expect(import('react/jsx-runtime')).rejects.toThrow('React was imported by core or store')
  })

  it('also where a package of ours asks for React', async () => {
    await expect(import('zustand')).rejects.toThrow('React was imported by core or store')
  })

  it('load core', async () => {
    expect(Object.keys(await import('../../src/core/index.js'))).toContain('TogetherAIChatGenerator')
  })

  it('load the store', async () => {
    expect(Object.keys(await import('../../src/store/index.js'))).toContain('createChat')
  })
})
