import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import {
  Secret,
  type TogetherConnection,
  TogetherProvider,
  useTogetherGenerateQuery,
  useTogetherModels,
} from '../../src/hooks/index.js'

const settled = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 20)))

/** An app which writes its connection in the render; what it asked for is counted by path. */
function app() {
  const client = new QueryClient()
  const asked: string[] = []
  const fetch = async (url: string) => {
    asked.push(url.split('/').at(-1) ?? '')
    if (url.endsWith('/models')) return Response.json([{ id: 'm', type: 'chat' }])
    return Response.json({ id: 'x', choices: [{ index: 0, message: { content: 'a' }, finish_reason: 'stop' }] })
  }
  function Reader() {
    const { data } = useTogetherModels()
    const { data: answer } = useTogetherGenerateQuery('Summarise this')
    return `${data?.length} ${answer?.replies[0]}`
  }
  const page = (connection: TogetherConnection, user?: string) => (
    <QueryClientProvider client={client}>
      <TogetherProvider key={user} fetch={fetch} dangerouslyAllowBrowser {...connection}>
        <Reader />
      </TogetherProvider>
    </QueryClientProvider>
  )
  const keys = () => JSON.stringify(client.getQueryCache().getAll())
  return { page, asked, keys }
}

describe('who asks', () => {
  it.each<[string, () => TogetherConnection]>([
    ['a headers function', () => ({ headers: () => ({ 'x-user': 'ann' }) })],
    ['headers', () => ({ headers: { 'x-user': 'ann' } })],
    ['a key', () => ({ apiKey: 'tgp_v1_0123456789abcdef' })],
    ['a secret', () => ({ apiKey: Secret.fromToken('tgp_v1_0123456789abcdef') })],
    ['a secret which is not set', () => ({ apiKey: Secret.fromEnvVar('NO_SUCH_KEY', { strict: false }) })],
  ])('is the same with %s written in the render', async (_, connection) => {
    const { page, asked, keys } = app()
    const { rerender } = render(page(connection()))
    for (let time = 0; time < 4; time++) {
      await settled()
      rerender(page(connection()))
    }
    await settled()
    expect(screen.getByText('1 a')).toBeTruthy()
    expect(asked.sort()).toEqual(['completions', 'models'])
    expect(keys()).not.toMatch(/tgp_v1|0123456789abcdef|ann/)
  })

  it.each<[string, TogetherConnection, TogetherConnection]>([
    ['another key', { apiKey: 'tgp_v1_one' }, { apiKey: 'tgp_v1_two' }],
    ['another secret', { apiKey: Secret.fromToken('one') }, { apiKey: Secret.fromToken('two') }],
    ['other headers', { headers: { 'x-user': 'ann' } }, { headers: { 'x-user': 'bob' } }],
    ['a key instead of none', {}, { apiKey: 'tgp_v1_one' }],
    ['a function instead of headers', { headers: { 'x-user': 'ann' } }, { headers: () => ({ 'x-user': 'bob' }) }],
  ])('is somebody else with %s', async (_, one, two) => {
    const { page, asked } = app()
    const { rerender } = render(page(one))
    await settled()
    rerender(page(two))
    await settled()
    expect(asked.sort()).toEqual(['completions', 'completions', 'models', 'models'])
  })

  it('is somebody else in another provider with a headers function', async () => {
    const { page, asked } = app()
    const headers = () => ({ 'x-user': 'whoever' })
    const { rerender } = render(page({ headers }, 'ann'))
    await settled()
    rerender(page({ headers }, 'bob'))
    await settled()
    expect(asked.length).toBe(4)
  })
})
