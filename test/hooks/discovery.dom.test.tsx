/** Discovery as a query: its requests, how often, and its errors. */
import { screen, waitFor } from '@testing-library/react'
import { version } from 'react'
import { expect, test, vi } from 'vitest'
import { gradioKeys, useGradioDiscovery } from '../../src/react/index.ts'
import { APP, Panel, countOf, createStage, line } from './stage.tsx'

function Endpoints({ app = APP, enabled = true }: { app?: string; enabled?: boolean }) {
  const { data, error, status } = useGradioDiscovery(app, { enabled })
  if (error) return <p role="alert">{error.code}</p>
  return (
    <ul aria-label={`Endpoints, ${status}`}>
      {data?.endpoints.map(({ name }) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  )
}

test('runs under the React it was asked to run under', () => {
  expect(version).toMatch(process.env.EXPECT_REACT === '18' ? /^18\./ : /^19\./)
})

test('asks the default relay once for two components, under StrictMode', async () => {
  const stage = createStage()
  stage.render(
    <>
      <Endpoints />
      <Panel />
    </>,
  )
  await screen.findByRole('list', { name: 'Endpoints, success' })
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['/echo', '/story', '/broken', '/full', '/picky'])
  expect(line('Endpoint').textContent).toBe('/echo')
  expect(stage.server.requests.filter(({ path }) => path.endsWith('/discover'))).toEqual([
    { method: 'POST', path: '/api/experimental/sse/discover' },
  ])
})

test('asks the relay it is given, and keeps the answer under that key', async () => {
  const stage = createStage()
  stage.render(<Endpoints />, { backendUrl: '/relay' })
  await screen.findByRole('list', { name: 'Endpoints, success' })
  expect(stage.server.requests[0]?.path).toBe('/relay/discover')
  expect(stage.queryClient.getQueryData(gradioKeys.discovery('/relay', APP))).toMatchObject({ address: APP })
  expect(stage.queryClient.getQueryData(gradioKeys.discovery('/api/experimental/sse', APP))).toBeUndefined()
})

test('asks the app itself without a relay', async () => {
  const stage = createStage({ relay: false })
  stage.render(<Endpoints />)
  await screen.findByRole('list', { name: 'Endpoints, success' })
  expect(countOf(stage.server, 'discover')).toBe(0)
  expect(countOf(stage.server, 'config')).toBe(1)
})

test('asks nothing while disabled', () => {
  const stage = createStage()
  stage.render(<Endpoints enabled={false} />)
  expect(screen.getByRole('list', { name: 'Endpoints, pending' })).toBeDefined()
  expect(stage.server.requests).toEqual([])
})

test('does not ask again when the window gets the focus', async () => {
  const stage = createStage()
  stage.render(<Endpoints />)
  await screen.findByRole('list', { name: 'Endpoints, success' })
  await stage.queryClient.invalidateQueries({ refetchType: 'none' })
  window.dispatchEvent(new Event('visibilitychange'))
  expect(countOf(stage.server, 'discover')).toBe(1)
})

test('hands headers and credentials to the request', async () => {
  const stage = createStage()
  const fetch = vi.fn(stage.fetch)
  stage.render(<Endpoints />, { fetch, credentials: 'include', headers: () => ({ 'x-token': 'abc' }) })
  await screen.findByRole('list', { name: 'Endpoints, success' })
  const init = fetch.mock.calls[0]?.[1]
  expect(new Headers(init?.headers).get('x-token')).toBe('abc')
  expect(init?.credentials).toBe('include')
})

test('says that an address is no URL, without asking twice', async () => {
  const stage = createStage({ relay: false })
  stage.render(<Panel app="not a url" />)
  expect((await screen.findByRole('alert')).textContent).toMatch(/^address-invalid: .*not a url/)
  expect(stage.server.requests).toEqual([])
})

test('says that a server is no Gradio', async () => {
  const stage = createStage({ relay: false, refusal: { status: 200, body: '<!doctype html><title>Hello</title>' } })
  stage.render(<Panel />)
  expect((await screen.findByRole('alert')).textContent).toMatch(/^app-not-gradio: /)
})

test('says that an app wants a login', async () => {
  const stage = createStage({ relay: false, refusal: { status: 401, body: { detail: 'Not authenticated' } } })
  stage.render(<Panel />)
  expect((await screen.findByRole('alert')).textContent).toMatch(/^login-required: /)
})

test('asks three times in all where nobody listens, then says so', async () => {
  const stage = createStage({ relay: false })
  const fetch = vi.fn(() => Promise.reject(new TypeError('fetch failed')))
  const client = vi.fn()
  stage.queryClient.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'failed') client(event.action.failureCount)
  })
  stage.render(<Panel />, { fetch })
  expect((await screen.findByRole('alert')).textContent).toMatch(/^app-unreachable: /)
  await waitFor(() => expect(client.mock.calls).toEqual([[1], [2]]))
})

test('names the nearest endpoint when there is none of that name', async () => {
  const stage = createStage()
  stage.render(<Panel endpoint="/ekho" />)
  expect((await screen.findByRole('alert')).textContent).toMatch(/^endpoint-unknown: .*\/echo/)
  expect(line('Endpoint').textContent).toBe('none')
})

test('passes on why the relay cannot reach the app', async () => {
  const stage = createStage({
    discoverFailure: { status: 'not-allowed', code: 'app-not-allowed', message: 'The relay does not serve http://app.test.' },
  })
  stage.render(<Panel />)
  expect((await screen.findByRole('alert')).textContent).toMatch(/^app-not-allowed: /)
})
