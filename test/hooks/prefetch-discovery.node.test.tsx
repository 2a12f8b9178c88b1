/** Discovery on a server: what reaches the page, and what it costs when nothing answers. */
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { BACKEND, INNER, PAGE, Page, prefetch } from './prefetched.tsx'

test('the page is drawn with the app, and nothing is asked while it is', async () => {
  const { state, asked } = await prefetch()
  expect(asked[0]).toBe(`${INNER}/discover`)
  const fetch = vi.fn<typeof globalThis.fetch>()
  expect(renderToString(<Page state={state} fetch={fetch} />)).toBe('<i>success</i><!--$--><p>/echo,/stateful,/echo</p><!--/$-->')
  expect(fetch).not.toHaveBeenCalled()
})

test('no address of the server is in what goes to the page', async () => {
  const { state } = await prefetch()
  const text = JSON.stringify(state)
  expect(text).toContain(`${PAGE}${BACKEND}/apps/`)
  expect(text).not.toContain('relay.internal')
})

test('an address of the server that stands in a sentence is replaced too', async () => {
  const { state } = await prefetch(
    {},
    { '/info': () => new Response('<h1>Broken</h1>', { status: 502, headers: { 'content-type': 'text/html' } }) },
  )
  const [query] = state.queries
  expect(query?.queryKey).toEqual(['gradio', 'discovery', BACKEND, 'demo'])
  expect(query?.state.data).toMatchObject({ infoFailure: expect.stringContaining(`${PAGE}${BACKEND}/apps/`) })
  expect(JSON.stringify(query?.state.data)).not.toContain('relay.internal')
})

test('a relay that does not answer in time leaves the page to ask, and rejects nothing', async () => {
  const fetch: typeof globalThis.fetch = (_input, init) =>
    new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)))
  const { state } = await prefetch({ fetch, timeoutMs: 1 })
  expect(state.queries).toEqual([])
})

test('a relative backendUrl without a pageUrl is refused by name', async () => {
  const { pageUrl: _pageUrl, ...rest } = { pageUrl: PAGE, backendUrl: BACKEND }
  await expect(prefetch({ ...rest, pageUrl: undefined as never })).rejects.toMatchObject({
    code: 'options-invalid',
    message: expect.stringMatching(/"\/api\/experimental\/sse" and no pageUrl/),
  })
})
